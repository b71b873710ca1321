/* The filter of the front page: what the reader asks for, the form for it, the list of what was found. */
(dateline => {
  "use strict";
  const { root, find, make, fold, copy, store, days } = dateline;

  const MANY = ["type", "actor", "place", "article"]; // several values each
  const ONE = ["sure", "review", "from", "to", "find"];
  const CHOSEN = ["actor", "place", "article"]; // picked from a list of names
  const PAGE = 100; // cards at first
  const MORE = 200; // cards a press on "more" adds
  const LONGEST = 300; // names in one list

  const form = find(".dl-filter");
  const list = find("[data-dl-list]");
  const figure = find(".dl-band[data-zoom]");
  const words = form ? JSON.parse(form.dataset.words) : {};
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // -- what is asked for; the address says the same, so that a view can be sent --------------------------------------

  const wish = {};

  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    for (const name of MANY) wish[name] = new Set((query.get(name) || "").split(",").filter(Boolean));
    for (const name of ONE) wish[name] = query.get(name) || "";
  };

  const writeAddress = () => {
    const query = new URLSearchParams();
    for (const name of MANY) if (wish[name].size) query.set(name, [...wish[name]].join(","));
    for (const name of ONE) if (wish[name]) query.set(name, wish[name]);
    try {
      history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
    } catch {
      // a page opened from a file has no address to write
    }
  };

  const asked = () => [...MANY.filter(name => wish[name].size), ...ONE.filter(name => wish[name])];
  const anything = () => asked().length > 0;

  const values = {
    type: event => [event.type],
    actor: event => event.actors.map(number => dateline.names.actors[number][0]),
    place: event => (event.place < 0 ? [] : [dateline.names.places[event.place][0]]),
    article: event => event.articles.map(number => dateline.names.articles[number][0]),
  };

  const hasWord = (event, word) =>
    event.text.includes(word) ||
    fold(event.where).includes(word) ||
    event.actors.some(number => fold(dateline.names.actors[number][1]).includes(word));

  const fits = {
    type: event => wish.type.has(event.type),
    actor: event => {
      const there = values.actor(event);
      return [...wish.actor].every(actor => there.includes(actor)); // all of them together
    },
    place: event => values.place(event).some(place => wish.place.has(place)),
    article: event => values.article(event).some(article => wish.article.has(article)),
    sure: event => event.sure === wish.sure,
    review: event => event.review === wish.review,
    from: event => days.first(event) !== null && days.last(event) >= days.number(wish.from),
    to: event => days.first(event) !== null && days.first(event) <= days.number(wish.to),
    find: event =>
      fold(wish.find)
        .split(/\s+/)
        .filter(Boolean)
        .every(word => hasWord(event, word)),
  };

  /** The events that fit everything asked for, one thing perhaps left aside. */
  const matching = (events, aside) => {
    const names = asked().filter(name => name !== aside);
    return events.filter(event => names.every(name => fits[name](event)));
  };

  // -- the form ------------------------------------------------------------------------------------------------------

  const fields = {};

  const labelled = (word, field) => form.append(make("label", {}, make("b", { textContent: words[word] }), field));

  const addChoice = name => {
    const onchange = () => {
      if (fields[name].value) wish[name].add(fields[name].value);
      run();
    };
    fields[name] = make("select", { name, onchange });
    labelled(name, fields[name]);
  };

  const addFixedChoice = (name, codes, word) => {
    const option = code => make("option", { value: code, textContent: words[word[0] + code] });
    const onchange = () => {
      wish[name] = fields[name].value;
      run();
    };
    const any = make("option", { value: "", textContent: words.all });
    fields[name] = make("select", { name, onchange }, any, ...codes.map(option));
    labelled(word, fields[name]);
  };

  const addField = (name, type) => {
    const oninput = () => {
      wish[name] = fields[name].value;
      run();
    };
    fields[name] = make("input", { type, name, oninput });
    labelled(name, fields[name]);
  };

  const clear = () => {
    for (const name of MANY) wish[name].clear();
    for (const name of ONE) wish[name] = "";
    band?.whole();
    run();
  };

  const addFooter = () => {
    const button = (word, onclick) => make("button", { type: "button", textContent: words[word], onclick });
    const link = button("link", () => copy(location.href, link, words.copied));
    fields.said = make("output", { ariaLive: "polite" });
    fields.picked = make("span", { className: "dl-picked" });
    fields.older = button("older", () => store.loadMore().then(run));
    fields.older.hidden = true;
    form.append(
      make("div", { className: "dl-said" }, fields.said, fields.picked, fields.older, button("clear", clear), link)
    );
  };

  const buildForm = () => {
    fields.type = make("fieldset");
    form.append(fields.type);
    CHOSEN.forEach(addChoice);
    addFixedChoice("sure", ["e", "r", "u"], "certainty");
    addFixedChoice("review", ["o", "a"], "review");
    addField("from", "date");
    addField("to", "date");
    addField("find", "search");
    addFooter();
    form.onsubmit = event => event.preventDefault();
  };

  /** How many events each value would leave. */
  const counts = (name, events) => {
    const found = new Map();
    for (const event of matching(events, name === "actor" ? "" : name))
      for (const value of values[name](event)) found.set(value, (found.get(value) || 0) + 1);
    return found;
  };

  const typeBox = (type, count) => {
    const [word, family] = dateline.names.kinds[type];
    const onchange = () => {
      box.checked ? wish.type.add(type) : wish.type.delete(type);
      run();
    };
    const box = make("input", { type: "checkbox", value: type, checked: wish.type.has(type), onchange });
    const name = make("span", { className: "dl-type", textContent: word });
    return make(
      "label",
      { className: `dl-f-${family}` },
      box,
      name,
      make("span", { className: "dl-n", textContent: count })
    );
  };

  const refreshTypes = events => {
    const found = counts("type", events);
    const shown = Object.keys(dateline.names.kinds).filter(type => found.has(type) || wish.type.has(type));
    const focused = document.activeElement?.value;
    fields.type.replaceChildren(
      make("legend", { textContent: words.type }),
      ...shown.map(type => typeBox(type, found.get(type) || 0))
    );
    if (focused in dateline.names.kinds) find(`input[value="${CSS.escape(focused)}"]`, fields.type)?.focus();
  };

  const nameOf = (name, id) => dateline.names[`${name}s`].find(([known]) => known === id)?.[1] ?? id;

  const refreshChoice = (name, events) => {
    const found = [...counts(name, events)].filter(([id]) => !wish[name].has(id)).sort((a, b) => b[1] - a[1]);
    const option = ([id, count]) => make("option", { value: id, textContent: `${nameOf(name, id)} (${count})` });
    const any = make("option", { value: "", textContent: words.all });
    fields[name].replaceChildren(any, ...found.slice(0, LONGEST).map(option));
  };

  const pickedButton = (name, id) => {
    const onclick = () => {
      wish[name].delete(id);
      run();
    };
    return make("button", { type: "button", textContent: `${nameOf(name, id)} ×`, onclick });
  };

  const refreshForm = events => {
    refreshTypes(events);
    for (const name of CHOSEN) refreshChoice(name, events);
    for (const name of ONE) if (fields[name].value !== wish[name]) fields[name].value = wish[name];
    fields.picked.replaceChildren(...CHOSEN.flatMap(name => [...wish[name]].map(id => pickedButton(name, id))));
    fields.older.hidden = !store.unloaded().length;
  };

  // -- the list ------------------------------------------------------------------------------------------------------

  const results = make("div", { className: "dl-results" });
  let shown = PAGE;

  const chip = number => {
    const [id, name] = dateline.names.actors[number];
    const href = `${root}actors/${encodeURIComponent(id)}.html`;
    return make("li", {}, make("a", { href }, make("bdi", { textContent: name })));
  };

  const newCard = event => {
    const [word, family] = dateline.names.kinds[event.type];
    const kicker = make(
      "p",
      { className: "dl-kicker" },
      make("span", { className: "dl-type", textContent: word }),
      " ",
      make("span", { textContent: event.date })
    );
    if (event.where) kicker.append(" ", make("span", { textContent: event.where }));
    const title = make("a", { href: event.url, textContent: event.title, dir: "auto" });
    const chips = make("ul", { className: "dl-chips" }, ...event.actors.slice(0, 5).map(chip));
    const article = make("article", { className: "dl-card" }, kicker, make("h3", { className: "dl-h" }, title), chips);
    return make("li", { className: `dl-item dl-f-${family}${event.sure === "e" ? "" : " dl-unsure"}` }, article);
  };

  /** The card of the page's own list where it has one, else one made from the row. */
  const card = event => {
    const there = document.getElementById(event.id);
    const isListed = there?.matches(".dl-item") && list.contains(there);
    const made = isListed ? there.cloneNode(true) : newCard(event);
    made.removeAttribute("id");
    made.dataset.id = event.id;
    return made;
  };

  const moreButton = found => {
    const onclick = () => {
      shown += MORE;
      showResults(found);
    };
    return make("button", { type: "button", className: "dl-copy", textContent: words.more, onclick });
  };

  const showResults = found => {
    if (!results.isConnected) list.before(results);
    list.hidden = anything();
    results.hidden = !anything();
    results.replaceChildren();
    if (!anything()) return;
    if (!found.length) return results.append(make("p", { className: "dl-none", textContent: words.nothing }));
    const cards = make("ol", { className: "dl-list" }, ...found.slice(0, shown).map(card));
    cards.setAttribute("role", "list"); // lists without bullets lose theirs in some readers
    results.append(cards);
    if (found.length > shown) results.append(moreButton(found));
  };

  const said = found => {
    const counted = fill(words.result, { shown: found.length, all: dateline.names.count });
    if (!store.unloaded().length) return counted;
    return `${counted}, ${fill(words.shards, { years: store.loadedYears() })}`;
  };

  /** Do what the wish says: rows loaded, form, list, address and band brought up to date. */
  const run = async () => {
    if (!dateline.names) return;
    const year = wish.from ? Number(wish.from.slice(0, 4)) : -Infinity;
    if (wish.from && store.unloaded().some(([, , there]) => there >= year)) await store.loadMore(year);
    const events = store.all();
    const found = matching(events);
    shown = PAGE;
    refreshForm(events);
    showResults(found);
    writeAddress();
    fields.said.value = said(found);
    band?.only(anything() ? found : null);
  };

  // -- the page ------------------------------------------------------------------------------------------------------

  const follow = async (from, to) => {
    if (!form) return;
    wish.from = from === null ? "" : days.iso(from) || wish.from;
    wish.to = to === null ? "" : days.iso(to);
    await run();
  };
  const isListed = id => document.getElementById(id) && !list?.hidden;
  const band = figure && dateline.Band(figure, { follow, isListed });

  const open = async () => {
    await store.begin();
    await run();
  };

  const openAsAddressed = async box => {
    box.open = true;
    await open();
    if (band && wish.from && wish.to) band.show(days.number(wish.from), days.number(wish.to));
  };

  if (form && list) {
    const box = form.closest("details");
    readAddress();
    buildForm();
    if (anything()) openAsAddressed(box);
    else box.addEventListener("toggle", () => box.open && !dateline.names && open());
    addEventListener("keydown", event => {
      if (event.key !== "g" || !dateline.plainKey(event)) return;
      event.preventDefault();
      box.open = true;
      find("summary", box).focus();
    });
  }
})(window.dateline);
