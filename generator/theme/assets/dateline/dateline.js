/* dateline: filter, timeline band, marks, citation. The pages read without it; it asks nobody but the site itself. */
(() => {
  "use strict";
  const root = new URL("../../", document.currentScript.src).href;
  const lang = document.documentElement.lang || "en";
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...inner) => { const e = Object.assign(document.createElement(tag), properties); e.append(...inner); return e; };
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* Rows: one short line per event. Scripts, because a page opened from a file may run them and not fetch JSON. */
  let names = null;
  const shards = new Map(), asked = {};
  window.dateline = { index: value => { names = value; }, rows: value => shards.set(value.key, value.rows.map(row)) };
  const load = file => asked[file] ??= new Promise((done, failed) => document.head.append(make("script", { src: `${root}data/rows/${file}.js`, onload: done, onerror: failed })));
  const row = r => ({ id: r[0], url: `${root}events/${encodeURIComponent(r[1] || r[0])}.html`, title: r[2], type: r[3], first: r[4], last: r[5], date: r[6], actors: r[7], place: r[8], articles: r[9], sure: r[10], review: r[11], where: r[12], text: fold(r[2]) });
  const ENOUGH = 1500;
  const start = async () => { await load("index"); await more(); };
  const more = async (until = Infinity) => {
    let loaded = 0;
    for (const [key, count, year] of names.shards) {
      if (shards.has(key)) continue;
      if (loaded && loaded + count > ENOUGH && !(year >= until)) break;
      await load(key);
      loaded += count;
    }
  };
  const rows = () => [...shards.values()].flat();
  const rest = () => names.shards.filter(([key]) => !shards.has(key));

  /* Days are numbers: 1 is 1 January of the year 1. */
  const EPOCH = 719163, DAY = 864e5;
  const number = iso => { const ms = Date.parse(iso); return Number.isNaN(ms) ? null : Math.round(ms / DAY) + EPOCH; };
  const moment = n => new Date((n - EPOCH) * DAY);
  const iso = n => { const y = moment(n).getUTCFullYear(); return y > 0 && y < 10000 ? moment(n).toISOString().slice(0, 10) : ""; };
  const begin = r => r.first ?? r.last, end = r => r.last ?? r.first;
  const middle = r => (begin(r) + end(r)) / 2;

  /* What the reader asks for; the address says the same, so that a view can be sent. */
  const MANY = ["type", "actor", "place", "article"], ONE = ["sure", "review", "from", "to", "find"];
  const wish = {};
  const readAddress = () => { const q = new URLSearchParams(location.search); for (const k of MANY) wish[k] = new Set((q.get(k) || "").split(",").filter(Boolean)); for (const k of ONE) wish[k] = q.get(k) || ""; };
  const anything = () => MANY.some(k => wish[k].size) || ONE.some(k => wish[k]);
  const writeAddress = () => {
    const q = new URLSearchParams();
    for (const k of MANY) if (wish[k].size) q.set(k, [...wish[k]].join(","));
    for (const k of ONE) if (wish[k]) q.set(k, wish[k]);
    try { history.replaceState(null, "", location.pathname + (q.size ? `?${q}` : "") + location.hash); } catch { /* not from a file */ }
  };
  const key = { actor: r => r.actors.map(n => names.actors[n][0]), place: r => r.place < 0 ? [] : [names.places[r.place][0]], article: r => r.articles.map(n => names.articles[n][0]), type: r => [r.type] };
  const test = {
    type: r => wish.type.has(r.type),
    actor: r => { const there = key.actor(r); return [...wish.actor].every(a => there.includes(a)); },
    place: r => key.place(r).some(p => wish.place.has(p)),
    article: r => key.article(r).some(a => wish.article.has(a)),
    sure: r => r.sure === wish.sure, review: r => r.review === wish.review,
    from: r => begin(r) !== null && end(r) >= number(wish.from), to: r => begin(r) !== null && begin(r) <= number(wish.to),
    find: r => fold(wish.find).split(/\s+/).filter(Boolean).every(word => r.text.includes(word) || fold(r.where).includes(word) || r.actors.some(n => fold(names.actors[n][1]).includes(word))),
  };
  const matching = (all, without) => { const on = [...MANY.filter(k => wish[k].size), ...ONE.filter(k => wish[k])].filter(k => k !== without); return all.filter(r => on.every(k => test[k](r))); };

  /* The form. */
  const form = $(".dl-filter"), list = $("[data-dl-list]");
  const words = form ? JSON.parse(form.dataset.words) : {};
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const LABEL = { actor: k => names.actors.find(a => a[0] === k)?.[1], place: k => names.places.find(p => p[0] === k)?.[1], article: k => names.articles.find(a => a[0] === k)?.[1] };
  let results, output, shown = 100;
  const counts = (k, all) => { const n = new Map(); for (const r of matching(all, k === "actor" ? "" : k)) for (const value of key[k](r)) n.set(value, (n.get(value) || 0) + 1); return n; };
  const fields = {};
  const buildForm = () => {
    fields.type = make("fieldset"); form.append(fields.type);
    for (const k of ["actor", "place", "article"]) { fields[k] = make("select", { name: k }); fields[k].onchange = () => { if (fields[k].value) wish[k].add(fields[k].value); run(); }; form.append(make("label", {}, make("b", { textContent: words[k] }), fields[k])); }
    for (const [k, values, label] of [["sure", ["e", "r", "u"], "certainty"], ["review", ["o", "a"], "review"]]) {
      fields[k] = make("select", { name: k }, make("option", { value: "", textContent: words.all }), ...values.map(v => make("option", { value: v, textContent: words[label[0] + v] })));
      fields[k].onchange = () => { wish[k] = fields[k].value; run(); }; form.append(make("label", {}, make("b", { textContent: words[label] }), fields[k]));
    }
    for (const [k, type] of [["from", "date"], ["to", "date"], ["find", "search"]]) { fields[k] = make("input", { type, name: k }); fields[k].oninput = () => { wish[k] = fields[k].value; run(); }; form.append(make("label", {}, make("b", { textContent: words[k] }), fields[k])); }
    output = make("output", { ariaLive: "polite" });
    const clear = make("button", { type: "button", textContent: words.clear, onclick: () => { for (const k of MANY) wish[k].clear(); for (const k of ONE) wish[k] = ""; band?.whole(); run(); } });
    const link = make("button", { type: "button", textContent: words.link, onclick: () => copy(location.href, link, words.copied) });
    fields.picked = make("span", { className: "dl-picked" });
    fields.older = make("button", { type: "button", textContent: words.older, hidden: true, onclick: async () => { await more(); run(); } });
    form.append(make("div", { className: "dl-said" }, output, fields.picked, fields.older, clear, link));
    form.onsubmit = event => event.preventDefault();
  };
  const refreshForm = all => {
    const types = counts("type", all);
    const legend = make("legend", { textContent: words.type });
    const had = document.activeElement?.value;
    fields.type.replaceChildren(legend, ...Object.keys(names.kinds).filter(t => types.has(t) || wish.type.has(t)).map(t => {
      const box = make("input", { type: "checkbox", value: t, checked: wish.type.has(t), onchange: () => { box.checked ? wish.type.add(t) : wish.type.delete(t); run(); } });
      return make("label", { className: `dl-f-${names.kinds[t][1]}` }, box, make("span", { className: "dl-type", textContent: names.kinds[t][0] }), make("span", { className: "dl-n", textContent: types.get(t) || 0 }));
    }));
    const again = had && $(`input[value="${CSS.escape(had)}"]`, fields.type); if (again && had in names.kinds) again.focus();
    for (const k of ["actor", "place", "article"]) {
      const n = counts(k, all);
      const found = [...n].filter(([v]) => !wish[k].has(v)).sort((a, b) => b[1] - a[1]).slice(0, 300);
      fields[k].replaceChildren(make("option", { value: "", textContent: words.all }), ...found.map(([v, count]) => make("option", { value: v, textContent: `${LABEL[k](v)} (${count})` })));
    }
    for (const k of ONE) if (fields[k].value !== wish[k]) fields[k].value = wish[k];
    fields.picked.replaceChildren(...["actor", "place", "article"].flatMap(k => [...wish[k]].map(v => make("button", { type: "button", textContent: `${LABEL[k](v) ?? v} ×`, onclick: () => { wish[k].delete(v); run(); } }))));
    fields.older.hidden = !rest().length;
  };

  const card = r => {
    const there = document.getElementById(r.id);
    if (there && there.matches(".dl-item") && list.contains(there)) { const copy = there.cloneNode(true); copy.removeAttribute("id"); copy.dataset.id = r.id; return copy; }
    const kicker = make("p", { className: "dl-kicker" }, make("span", { className: "dl-type", textContent: names.kinds[r.type][0] }), " ", make("span", { textContent: r.date }));
    if (r.where) kicker.append(" ", make("span", { textContent: r.where }));
    const title = make("h3", { className: "dl-h" }, make("a", { href: r.url, textContent: r.title, dir: "auto" }));
    const chips = make("ul", { className: "dl-chips" }, ...r.actors.slice(0, 5).map(n => make("li", {}, make("a", { href: `${root}actors/${encodeURIComponent(names.actors[n][0])}.html` }, make("bdi", { textContent: names.actors[n][1] })))));
    const item = make("li", { className: `dl-item dl-f-${names.kinds[r.type][1]}${r.sure === "e" ? "" : " dl-unsure"}` }, make("article", { className: "dl-card" }, kicker, title, chips));
    item.dataset.id = r.id;
    return item;
  };
  const draw = found => {
    if (!results) { results = make("div", { className: "dl-results" }); list.before(results); }
    list.hidden = anything(); results.hidden = !anything();
    if (!anything()) { results.replaceChildren(); return; }
    const cards = make("ol", { className: "dl-list" }, ...found.slice(0, shown).map(card)); cards.setAttribute("role", "list");
    results.replaceChildren(found.length ? cards : make("p", { className: "dl-none", textContent: words.nothing }));
    if (found.length > shown) results.append(make("button", { type: "button", className: "dl-copy", textContent: words.more, onclick: () => { shown += 200; draw(found); } }));
  };
  const wanted = () => wish.from ? Number(wish.from.slice(0, 4)) : -Infinity;
  const run = async () => {
    if (!names) return;
    if (wish.from && rest().some(([, , year]) => year >= wanted())) await more(wanted());
    const all = rows(), found = matching(all);
    shown = 100;
    refreshForm(all); draw(found); writeAddress();
    output.value = fill(words.result, { shown: found.length, all: names.count });
    if (rest().length) output.value += `, ${fill(words.shards, { years: years() })}`;
    band?.only(anything() ? found : null);
  };
  const years = () => { const there = names.shards.filter(([key]) => shards.has(key)).map(s => s[2]).filter(y => y !== null); return there.length ? `${Math.min(...there)}–${Math.max(...there)}` : ""; };

  /* The band, zoomed: the same rules as the drawing that came with the page. */
  const SVG = "http://www.w3.org/2000/svg";
  const svg = (tag, attributes, ...inner) => { const e = document.createElementNS(SVG, tag); for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); e.append(...inner); return e; };
  const Band = figure => {
    const drawing = $("svg", figure), defs = $("defs", figure), first = { from: +figure.dataset.from, to: +figure.dataset.to }, all = { from: +figure.dataset.first - 1, to: +figure.dataset.last + 1 };
    const original = [...drawing.childNodes], height = +drawing.getAttribute("height");
    let view = { ...first }, picked = null;
    const at = day => 1.5 + 97 * (day - view.from + .5) / (view.to - view.from + 1);
    const tail = () => Math.max(9, 194 / (view.to - view.from + 1));
    const link = (r, ...inner) => { const label = `${r.date}: ${r.title}`; const local = document.getElementById(r.id) && !list?.hidden; return svg("a", { href: local ? `#${r.id}` : r.url, class: `dl-f-${names.kinds[r.type][1]}`, "data-id": r.id, "aria-label": label }, svg("title", {}, label), ...inner); };
    const isBar = r => r.first === null || r.last === null || (r.last - r.first) / (view.to - view.from + 1) > 1 / 44;
    const bars = found => {
      const lanes = [], made = [], rest = [];
      for (const r of [...found].sort((a, b) => middle(a) - middle(b))) {
        if (!isBar(r)) { rest.push(r); continue; }
        const left = Math.max(0, r.first === null ? at(middle(r) + .5) - tail() : at(Math.max(r.first, view.from) - .5)), right = Math.min(100, r.last === null ? at(middle(r) - .5) + tail() : at(Math.min(r.last, view.to) + .5));
        if (right <= left) continue;
        let lane = lanes.findIndex(x => x < left); if (lane < 0) lane = lanes.length;
        if (lane >= 4) { rest.push(r); continue; }
        lanes[lane] = right;
        const fade = r.first === null ? " dl-open-start" : r.last === null ? " dl-open-end" : "";
        made.push(link(r, svg("rect", { class: `dl-span${r.sure === "e" ? "" : " dl-dash"}${fade}`, x: `${left}%`, y: 6 + 13 * lane, width: `${Math.max(right - left, .8)}%`, height: 9, rx: 4.5 })));
      }
      return [made, lanes.length, rest];
    };
    const marks = found => {
      const slots = new Map(), wide = Math.max(12, Math.floor(drawing.clientWidth / 17));
      for (const r of found) { const s = Math.floor(at(middle(r)) * wide / 100); if (s < 0 || s > wide) continue; slots.has(s) ? slots.get(s).push(r) : slots.set(s, [r]); }
      const made = [...slots.values()].flatMap(there => {
        const x = there.reduce((sum, r) => sum + at(middle(r)), 0) / there.length;
        if (there.length <= 5) return there.map((r, n) => link(r, svg("use", { href: `#dl-s-${names.kinds[r.type][1]}`, class: `dl-mark${r.sure === "e" ? "" : " dl-dash"}`, x: `${x}%`, y: -9 - 15 * n })));
        const label = `${there[there.length - 1].date} – ${there[0].date}: ${there.length}`;
        const cluster = svg("a", { href: "#", class: "dl-cluster", "aria-label": label }, svg("title", {}, label), svg("circle", { cx: `${x}%`, cy: -22, r: Math.min(12 + there.length / 12, 21) }), svg("text", { x: `${x}%`, y: -17 }, `${there.length}`));
        cluster.addEventListener("click", event => { event.preventDefault(); const ends = there.flatMap(r => [begin(r), end(r)]); look(Math.min(...ends) - 1, Math.max(...ends) + 1); });
        return [cluster];
      });
      return [made, Math.min(5, Math.max(1, ...[...slots.values()].map(s => s.length)))];
    };
    const ticks = () => {
      const days = view.to - view.from + 1, most = drawing.clientWidth < 500 ? 4 : 8, made = [], label = (n, options) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { timeZone: "UTC", ...options }).format(moment(n));
      if (days <= 60) { const step = [1, 2, 3, 5, 7, 10, 15].find(s => days / s <= most) || 15; for (let n = view.from + (step >> 1); n <= view.to; n += step) made.push([n, label(n, { day: "numeric", month: "short" })]); return made; }
      const monthly = days <= 1100, unit = monthly ? days / 30.4 : days / 365, step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000].find(s => (monthly ? unit : unit * 12) / s <= most) || 12000;
      const day = moment(view.from); let month = day.getUTCFullYear() * 12 + day.getUTCMonth() + 1;
      for (month += (-month % step + step) % step; ; month += step) {
        const when = new Date(0); when.setUTCFullYear(Math.floor(month / 12), (month % 12 + 12) % 12, 1);
        const n = Math.round(when / DAY) + EPOCH; if (n > view.to) break;
        const year = Math.floor(month / 12);
        made.push([n, step % 12 ? label(n, { month: "short", year: "numeric" }) : year < 1 ? `${1 - year} BC` : `${year}`]);
      }
      return made;
    };
    const redraw = () => {
      const found = (picked ?? rows()).filter(r => begin(r) !== null && (r.last ?? Infinity) >= view.from && (r.first ?? -Infinity) <= view.to);
      const [spans, lanes, rest] = bars(found), [dots, stack] = marks(rest), floor = Math.max(14 + lanes * 13 + stack * 15 + 8, 50);
      const axis = ticks().flatMap(([n, text]) => { const x = at(n); return x < 0 || x > 100 ? [] : [svg("line", { class: "dl-tick", x1: `${x}%`, x2: `${x}%`, y1: floor, y2: floor + 6 }), ...(x > 4 && x < 96 ? [svg("text", { class: "dl-lab", x: `${x}%`, y: floor + 20 }, text)] : [])]; });
      drawing.replaceChildren(defs, svg("line", { class: "dl-axis", x1: 0, x2: "100%", y1: floor, y2: floor }), ...axis, ...spans, svg("g", { transform: `translate(0 ${floor})` }, ...dots));
      drawing.setAttribute("height", Math.max(height, floor + 26));
    };
    const ready = async () => { if (!names) await start(); };
    const look = async (from, to, tell = true) => {
      await ready();
      const width = Math.max(4, Math.round(to - from)), low = Math.max(all.from, Math.min(Math.round(from), all.to - width));
      view = { from: low, to: Math.min(all.to, low + width) };
      if (tell && form) { wish.from = iso(view.from) || wish.from; wish.to = iso(view.to); $(".dl-fd").open ||= false; await run(); }
      redraw();
    };
    const span = () => view.to - view.from;
    const moves = {
      earlier: () => look(view.from - span() / 3, view.to - span() / 3), later: () => look(view.from + span() / 3, view.to + span() / 3),
      zoom_in: () => look(view.from + span() / 4, view.to - span() / 4), zoom_out: () => look(view.from - span() / 2, view.to + span() / 2),
      reset: async () => { await ready(); wish.from = wish.to = ""; view = { ...all }; await run(); redraw(); },
    };
    for (const button of $$("[data-do]", figure)) button.onclick = moves[button.dataset.do];
    figure.addEventListener("keydown", event => { const move = { ArrowLeft: "earlier", ArrowRight: "later", "+": "zoom_in", "=": "zoom_in", "-": "zoom_out", 0: "reset" }[event.key]; if (move && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); moves[move](); } });
    drawing.addEventListener("wheel", event => { if (!event.ctrlKey && !event.shiftKey) return; event.preventDefault(); (event.deltaY || event.deltaX) < 0 ? moves.zoom_in() : moves.zoom_out(); }, { passive: false });
    /* Draw a stretch with mouse or finger: the band zooms there and the list shows it. */
    let brush = null;
    const share = event => { const box = drawing.getBoundingClientRect(); return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)); };
    drawing.addEventListener("pointerdown", event => { if (event.button || event.target.closest("a")) return; brush = { from: share(event), pointer: event.pointerId, box: svg("rect", { class: "dl-brush", y: 0, height: "100%" }) }; });
    drawing.addEventListener("pointermove", event => { if (!brush) return; const here = share(event), [a, b] = [Math.min(brush.from, here), Math.max(brush.from, here)]; if (!brush.box.isConnected) { if (b - a < .01) return; drawing.append(brush.box); drawing.setPointerCapture(brush.pointer); } brush.box.setAttribute("x", `${100 * a}%`); brush.box.setAttribute("width", `${100 * (b - a)}%`); });
    const done = event => { if (!brush) return; const [a, b] = [brush.from, share(event)].sort((x, y) => x - y), drawn = brush.box.isConnected; brush.box.remove(); brush = null; if (drawn && event.type === "pointerup" && b - a > .01) look(view.from + a * span(), view.from + b * span()); };
    drawing.addEventListener("pointerup", done); drawing.addEventListener("pointercancel", done);
    return { only: found => { picked = found; if (found || drawing.childNodes.length !== original.length) redraw(); }, whole: () => { view = { ...first }; }, show: (from, to) => look(from, to, false) };
  };
  const figure = $(".dl-band[data-zoom]");
  const band = figure && Band(figure);
  const light = (id, on) => { if (!id) return; for (const e of [document.getElementById(id), ...$$(`[data-id="${CSS.escape(id)}"]`)]) e?.classList.toggle("dl-lit", on); };
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) document.addEventListener(kind, event => { const e = event.target.closest?.(".dl-band a[data-id], .dl-item"); if (e) light(e.dataset.id || e.id, on); });

  if (form && list) {
    const box = form.closest("details"); readAddress(); buildForm();
    const open = async () => { await start(); await run(); };
    if (anything()) { box.open = true; open().then(() => { if (band && wish.from && wish.to) band.show(number(wish.from), number(wish.to)); }); }
    else box.addEventListener("toggle", () => { if (box.open && !names) open(); });
    addEventListener("keydown", event => { if (event.key === "g" && !event.target.closest("input, select, textarea") && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); box.open = true; $("summary", box).focus(); } });
  }

  /* Article marks: each layer can be put away. */
  for (const layers of $$(".dl-layers")) { layers.addEventListener("change", event => $(".dl-text").classList.toggle(`dl-no-${event.target.value}`, !event.target.checked)); }

  /* Copying: a citation says when it was read. */
  const copy = async (text, button, done) => { try { await navigator.clipboard.writeText(text); } catch { const area = make("textarea", { value: text }); document.body.append(area); area.select(); document.execCommand("copy"); area.remove(); } const was = button.textContent; button.textContent = done; setTimeout(() => { button.textContent = was; }, 2000); };
  for (const button of $$(".dl-copy[data-copy]")) { button.onclick = () => { const today = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(new Date()); copy(`${button.dataset.copy.replace("{url}", location.href.split("#")[0])} (${button.dataset.seen} ${today})`, button, button.dataset.done); }; }
})();
