/* The timeline band, zoomed: the same rules as the drawing that came with the page (pages/band.py). */
(dateline => {
  "use strict";
  const { find, findAll, draw, days, store } = dateline;

  const LANES = 4; // rows of bars; what finds no room becomes a mark
  const STACK = 5; // marks above one another; more become a cluster
  const SLOT = 17; // pixels a mark takes
  const NARROWEST = 4; // days in view at the least
  const WIDE_AS_A_BAR = 1 / 44; // of the view
  const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000];
  const DAY_STEPS = [1, 2, 3, 5, 7, 10, 15];
  const KEYS = {
    ArrowLeft: "earlier",
    ArrowRight: "later",
    "+": "zoom_in",
    "=": "zoom_in",
    "-": "zoom_out",
    0: "reset",
  };

  const dashed = event => (event.sure === "e" ? "" : " dl-dash");

  /**
   * A band that a reader can move: `follow(from, to)` is told each stretch the reader looks at (day numbers, null for
   * all), `isListed(id)` says whether the page shows a card to jump to.
   */
  dateline.Band = (figure, { follow, isListed }) => {
    const drawing = find("svg", figure);
    const definitions = find("defs", figure);
    const asItCame = drawing.childNodes.length;
    const height = Number(drawing.getAttribute("height"));
    const first = { from: Number(figure.dataset.from), to: Number(figure.dataset.to) };
    const all = { from: Number(figure.dataset.first) - 1, to: Number(figure.dataset.last) + 1 };
    let view = { ...first };
    let picked = null; // events to show; null is every one

    const span = () => view.to - view.from;
    /** Where a day stands, in percent of the width. */
    const at = day => 1.5 + (97 * (day - view.from + 0.5)) / (span() + 1);

    // -- drawing ---------------------------------------------------------------------------------------------------

    const link = (event, ...inner) => {
      const label = `${event.date}: ${event.title}`;
      const attributes = {
        href: isListed(event.id) ? `#${event.id}` : event.url,
        class: `dl-f-${dateline.names.kinds[event.type][1]}`,
        "data-id": event.id,
        "aria-label": label,
      };
      return draw("a", attributes, draw("title", {}, label), ...inner);
    };

    const isBar = event =>
      event.first === null || event.last === null || (event.last - event.first) / (span() + 1) > WIDE_AS_A_BAR;

    /** Left and right end of a bar; an open end fades out over a short stretch. */
    const ends = event => {
      const fading = Math.max(9, 194 / (span() + 1));
      const left =
        event.first === null ? at(days.middle(event) + 0.5) - fading : at(Math.max(event.first, view.from) - 0.5);
      const right =
        event.last === null ? at(days.middle(event) - 0.5) + fading : at(Math.min(event.last, view.to) + 0.5);
      return [Math.max(0, left), Math.min(100, right)];
    };

    const bar = (event, left, right, lane) => {
      const open = event.first === null ? " dl-open-start" : event.last === null ? " dl-open-end" : "";
      const attributes = {
        class: `dl-span${dashed(event)}${open}`,
        x: `${left}%`,
        y: 6 + 13 * lane,
        width: `${Math.max(right - left, 0.8)}%`,
        height: 9,
        rx: 4.5,
      };
      return link(event, draw("rect", attributes));
    };

    /** The bars, how many lanes they fill, and the events left for marks. */
    const bars = events => {
      const lanes = [];
      const made = [];
      const left = [];
      for (const event of [...events].sort((a, b) => days.middle(a) - days.middle(b))) {
        if (!isBar(event)) {
          left.push(event);
          continue;
        }
        const [start, stop] = ends(event);
        if (stop <= start) continue;
        const free = lanes.findIndex(taken => taken < start);
        const lane = free < 0 ? lanes.length : free;
        if (lane >= LANES) {
          left.push(event);
          continue;
        }
        lanes[lane] = stop;
        made.push(bar(event, start, stop, lane));
      }
      return { made, lanes: lanes.length, left };
    };

    const mark = (event, x, level) => {
      const shape = `#dl-s-${dateline.names.kinds[event.type][1]}`;
      return link(
        event,
        draw("use", { href: shape, class: `dl-mark${dashed(event)}`, x: `${x}%`, y: -9 - 15 * level })
      );
    };

    const cluster = (events, x) => {
      const label = `${events[events.length - 1].date} – ${events[0].date}: ${events.length}`;
      const made = draw(
        "a",
        { href: "#", class: "dl-cluster", "aria-label": label },
        draw("title", {}, label),
        draw("circle", { cx: `${x}%`, cy: -22, r: Math.min(12 + events.length / 12, 21) }),
        draw("text", { x: `${x}%`, y: -17 }, `${events.length}`)
      );
      made.addEventListener("click", click => {
        click.preventDefault();
        look(Math.min(...events.map(days.first)) - 1, Math.max(...events.map(days.last)) + 1);
      });
      return made;
    };

    const slots = events => {
      const wide = Math.max(12, Math.floor(drawing.clientWidth / SLOT));
      const found = new Map();
      for (const event of events) {
        const slot = Math.floor((at(days.middle(event)) * wide) / 100);
        if (slot < 0 || slot > wide) continue;
        if (!found.has(slot)) found.set(slot, []);
        found.get(slot).push(event);
      }
      return [...found.values()];
    };

    /** The marks and clusters, and how many marks stand above one another. */
    const marks = events => {
      const groups = slots(events);
      const made = groups.flatMap(group => {
        const x = group.reduce((sum, event) => sum + at(days.middle(event)), 0) / group.length;
        return group.length <= STACK ? group.map((event, level) => mark(event, x, level)) : [cluster(group, x)];
      });
      return { made, stack: Math.min(STACK, Math.max(1, ...groups.map(group => group.length))) };
    };

    // -- the axis --------------------------------------------------------------------------------------------------

    const written = (day, options) =>
      new Intl.DateTimeFormat(dateline.dates, { timeZone: "UTC", ...options }).format(days.moment(day));

    const dayTicks = most => {
      const step = DAY_STEPS.find(size => (span() + 1) / size <= most) ?? 15;
      const ticks = [];
      for (let day = view.from + (step >> 1); day <= view.to; day += step)
        ticks.push([day, written(day, { day: "numeric", month: "short" })]);
      return ticks;
    };

    const monthLabel = (month, day, step) => {
      if (step % 12) return written(day, { month: "short", year: "numeric" });
      const year = Math.floor(month / 12);
      return year < 1 ? `${1 - year} BC` : `${year}`;
    };

    const monthTicks = most => {
      const length = span() + 1;
      const months = length <= 1100 ? length / 30.4 : (length / 365) * 12;
      const step = MONTH_STEPS.find(size => months / size <= most) ?? 12000;
      const start = days.moment(view.from);
      const ticks = [];
      let month = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1;
      month += ((-month % step) + step) % step;
      for (let day = days.ofMonth(month); day <= view.to; month += step, day = days.ofMonth(month))
        ticks.push([day, monthLabel(month, day, step)]);
      return ticks;
    };

    const axis = floor => {
      const most = drawing.clientWidth < 500 ? 4 : 8;
      const ticks = (span() + 1 <= 60 ? dayTicks : monthTicks)(most);
      return ticks.flatMap(([day, label]) => {
        const x = at(day);
        if (x < 0 || x > 100) return [];
        const line = draw("line", { class: "dl-tick", x1: `${x}%`, x2: `${x}%`, y1: floor, y2: floor + 6 });
        const hasRoom = x > 4 && x < 96;
        return hasRoom ? [line, draw("text", { class: "dl-lab", x: `${x}%`, y: floor + 20 }, label)] : [line];
      });
    };

    const isInView = event =>
      days.first(event) !== null && (event.last ?? Infinity) >= view.from && (event.first ?? -Infinity) <= view.to;

    const redraw = () => {
      const { made, lanes, left } = bars((picked ?? store.all()).filter(isInView));
      const above = marks(left);
      const floor = Math.max(14 + lanes * 13 + above.stack * 15 + 8, 50);
      drawing.replaceChildren(
        definitions,
        draw("line", { class: "dl-axis", x1: 0, x2: "100%", y1: floor, y2: floor }),
        ...axis(floor),
        ...made,
        draw("g", { transform: `translate(0 ${floor})` }, ...above.made)
      );
      drawing.setAttribute("height", Math.max(height, floor + 26));
    };

    // -- moving ----------------------------------------------------------------------------------------------------

    /** Show a stretch; the view is settled at once, so that quick fingers build upon it while rows are loading. */
    const show = async (from, to) => {
      const width = Math.max(NARROWEST, Math.round(to - from));
      const low = Math.max(all.from, Math.min(Math.round(from), all.to - width));
      view = { from: low, to: Math.min(all.to, low + width) };
      await store.begin();
      redraw();
    };

    /** Show a stretch, and tell the list. */
    const look = async (from, to) => {
      await show(from, to);
      await follow(view.from, view.to);
    };

    const moves = {
      earlier: () => look(view.from - span() / 3, view.to - span() / 3),
      later: () => look(view.from + span() / 3, view.to + span() / 3),
      zoom_in: () => look(view.from + span() / 4, view.to - span() / 4),
      zoom_out: () => look(view.from - span() / 2, view.to + span() / 2),
      reset: async () => {
        await show(all.from, all.to);
        await follow(null, null);
      },
    };

    for (const button of findAll("[data-do]", figure)) button.onclick = moves[button.dataset.do];

    figure.addEventListener("keydown", event => {
      const move = KEYS[event.key];
      if (!move || !dateline.plainKey(event)) return;
      event.preventDefault();
      moves[move]();
    });

    const onWheel = event => {
      if (!event.ctrlKey && !event.shiftKey) return; // the wheel alone scrolls the page
      event.preventDefault();
      (event.deltaY || event.deltaX) < 0 ? moves.zoom_in() : moves.zoom_out();
    };
    drawing.addEventListener("wheel", onWheel, { passive: false });

    // -- pointers: one draws a stretch to look at, two pinch ---------------------------------------------------------

    const fingers = new Map(); // pointer id -> share of the width, between 0 and 1
    let brush = null;
    let pinch = null;

    const share = event => {
      const box = drawing.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };

    const startBrush = event => {
      if (event.target.closest("a")) return;
      brush = { from: share(event), box: draw("rect", { class: "dl-brush", y: 0, height: "100%" }) };
    };

    const moveBrush = event => {
      const [low, high] = [brush.from, share(event)].sort((a, b) => a - b);
      if (!brush.box.isConnected) {
        if (high - low < 0.01) return; // a click that trembled
        drawing.append(brush.box);
        drawing.setPointerCapture(event.pointerId);
      }
      brush.box.setAttribute("x", `${100 * low}%`);
      brush.box.setAttribute("width", `${100 * (high - low)}%`);
    };

    const endBrush = event => {
      const [low, high] = [brush.from, share(event)].sort((a, b) => a - b);
      const wasDrawn = brush.box.isConnected;
      dropBrush();
      if (wasDrawn && event.type === "pointerup" && high - low > 0.01)
        look(view.from + low * span(), view.from + high * span());
    };

    const dropBrush = () => {
      brush?.box.remove();
      brush = null;
    };

    const startPinch = () => {
      dropBrush();
      const [low, high] = [...fingers.values()].sort((a, b) => a - b);
      pinch = { low: view.from + low * span(), high: view.from + high * span() };
    };

    /** The days under the two fingers stay under them. */
    const movePinch = () => {
      const [low, high] = [...fingers.values()].sort((a, b) => a - b);
      if (high - low < 0.02 || pinch.high <= pinch.low) return;
      const length = (pinch.high - pinch.low) / (high - low);
      const from = pinch.low - low * length;
      show(from, from + length);
    };

    drawing.addEventListener("pointerdown", event => {
      if (event.button) return;
      fingers.set(event.pointerId, share(event));
      if (fingers.size === 1) startBrush(event);
      if (fingers.size === 2) startPinch();
    });

    drawing.addEventListener("pointermove", event => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, share(event));
      if (pinch) movePinch();
      else if (brush) moveBrush(event);
    });

    const lift = event => {
      if (!fingers.delete(event.pointerId)) return;
      if (pinch) {
        pinch = null;
        fingers.clear(); // the finger that stays draws nothing
        look(view.from, view.to);
      } else if (brush) endBrush(event);
    };
    for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, lift);

    return {
      show,
      /** Draw only these events; null is all of them. */
      only: events => {
        picked = events;
        if (events || drawing.childNodes.length !== asItCame) redraw();
      },
      whole: () => (view = { ...first }),
    };
  };
})(window.dateline);
