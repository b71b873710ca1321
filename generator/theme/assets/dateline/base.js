/* What the other scripts of dateline share. The pages read without any of them; they ask nobody but the site itself. */
(dateline => {
  "use strict";

  /** The site's own address: scripts lie in assets/dateline/. */
  const root = new URL("../../", document.currentScript.src).href;
  const language = document.documentElement.lang || "en";

  /** The language that dates are written in: English briefings write the day first. */
  const dates = language === "en" ? "en-GB" : language;

  const find = (selector, within = document) => within.querySelector(selector);
  const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

  const make = (tag, properties = {}, ...inner) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inner);
    return element;
  };

  const draw = (tag, attributes, ...inner) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inner);
    return element;
  };

  /** A script of the site, added to the page: one opened from a file may run scripts, and not fetch JSON. */
  const load = path =>
    new Promise((done, failed) =>
      document.head.append(make("script", { src: root + path, onload: done, onerror: failed }))
    );

  /** The text without accents and capitals, for comparing. */
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const copyWithoutClipboard = text => {
    const area = make("textarea", { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };

  /** Copy the text, and say so on the button for two seconds. */
  const copy = async (text, button, said) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyWithoutClipboard(text); // no permission, or a page opened from a file
    }
    const label = button.textContent;
    button.textContent = said;
    setTimeout(() => (button.textContent = label), 2000);
  };

  /** A key pressed on its own, outside any field that takes text. */
  const plainKey = event =>
    !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea");

  Object.assign(dateline, { root, dates, find, findAll, make, draw, load, fold, copy, plainKey });
})((window.dateline = {}));
