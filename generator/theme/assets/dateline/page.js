/* Small things on every page: marks that can be put away, citations to copy, the band and the list lit together. */
(dateline => {
  "use strict";
  const { dates, find, findAll, copy } = dateline;

  for (const layers of findAll(".dl-layers")) {
    layers.addEventListener("change", ({ target }) =>
      find(".dl-text").classList.toggle(`dl-no-${target.value}`, !target.checked)
    );
  }

  // A citation says when the page was read.
  for (const button of findAll(".dl-copy[data-copy]")) {
    button.onclick = () => {
      const { copy: text, seen, done } = button.dataset;
      const today = new Intl.DateTimeFormat(dates, { dateStyle: "long" }).format(new Date());
      const here = location.href.split("#")[0];
      copy(`${text.replace("{url}", here)} (${seen} ${today})`, button, done);
    };
  }

  // An event under the pointer or the focus is lit in both places.
  const light = (id, on) => {
    const places = [document.getElementById(id), ...findAll(`[data-id="${CSS.escape(id)}"]`)];
    for (const place of places) place?.classList.toggle("dl-lit", on);
  };
  const lights = { mouseover: true, mouseout: false, focusin: true, focusout: false };
  for (const [kind, on] of Object.entries(lights)) {
    document.addEventListener(kind, event => {
      const place = event.target.closest?.(".dl-band a[data-id], .dl-item");
      const id = place?.dataset.id || place?.id;
      if (id) light(id, on);
    });
  }
})(window.dateline);
