/* The rows: one short line per event, in files by year (see pages/exports/shards.py), loaded when somebody asks. */
(dateline => {
  "use strict";
  const { root, load, fold } = dateline;

  const ENOUGH = 1500; // rows that are loaded at once
  const EPOCH = 719163; // the number of 1 January 1970, when 1 is 1 January of the year 1
  const DAY = 864e5; // milliseconds

  const shards = new Map();
  const asked = {};

  /** Names of actors, places, articles and kinds, and what files there are; null before the first loading. */
  dateline.names = null;

  const row = told => ({
    id: told[0],
    url: `${root}events/${encodeURIComponent(told[1] || told[0])}.html`,
    title: told[2],
    type: told[3],
    first: told[4], // day numbers; null is an open end
    last: told[5],
    date: told[6],
    actors: told[7],
    place: told[8],
    articles: told[9],
    sure: told[10],
    review: told[11],
    where: told[12],
    text: fold(told[2]),
  });

  // The two functions that the data files call.
  dateline.index = names => (dateline.names = names);
  dateline.rows = shard => shards.set(shard.key, shard.rows.map(row));

  const loadOnce = name => (asked[name] ??= load(`data/rows/${name}.js`));

  /** Load the next files, newest first: enough rows to look at, and all back to the year `until`. */
  const loadMore = async (until = Infinity) => {
    let loaded = 0;
    for (const [key, count, year] of dateline.names.shards) {
      if (shards.has(key)) continue;
      if (loaded && loaded + count > ENOUGH && !(year >= until)) break;
      await loadOnce(key);
      loaded += count;
    }
  };

  let begun = null;

  /** Load the first rows, once: whoever asks while they are on their way waits for them too. */
  const begin = () => (begun ??= loadOnce("index").then(() => loadMore()));

  const loadedYears = () => {
    const there = dateline.names.shards.filter(([key]) => shards.has(key)).map(([, , year]) => year);
    const known = there.filter(year => year !== null);
    return known.length ? `${Math.min(...known)}–${Math.max(...known)}` : "";
  };

  dateline.store = {
    begin,
    loadMore,
    loadedYears,
    all: () => [...shards.values()].flat(),
    unloaded: () => dateline.names.shards.filter(([key]) => !shards.has(key)),
  };

  const moment = number => new Date((number - EPOCH) * DAY);

  dateline.days = {
    moment,
    /** The number of an ISO day; null for anything else. */
    number: iso => {
      const time = Date.parse(iso);
      return Number.isNaN(time) ? null : Math.round(time / DAY) + EPOCH;
    },
    /** The number of the first day of a month, counted from the year 0; years before Christ included. */
    ofMonth: month => {
      const when = new Date(0);
      when.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
      return Math.round(when / DAY) + EPOCH;
    },
    /** The ISO day of a number; empty where a date field could not hold it. */
    iso: number => {
      const year = moment(number).getUTCFullYear();
      return year > 0 && year < 10000 ? moment(number).toISOString().slice(0, 10) : "";
    },
    first: event => event.first ?? event.last,
    last: event => event.last ?? event.first,
    middle: event => ((event.first ?? event.last) + (event.last ?? event.first)) / 2,
  };
})(window.dateline);
