/** Elements, made of text nodes only: icons, buttons, and all that a card shows. */

import { fill } from './strings.js';

/** @type {T.Put} */
export const put = (node, ...children) => node.replaceChildren(.../** @type {Node[]} */ (children.filter((child) => child)));

/** @type {T.Make} */
export const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(key, value);
    else node.setAttribute(key, String(value));
  }
  put(node, ...children);
  return node;
};

const PATHS = {
  chat: 'M21 12a8 8 0 0 1-12 7l-5 2 2-5a8 8 0 1 1 15-4z',
  close: 'M18 6 6 18M6 6l12 12',
  send: 'M12 19V5M5 12l7-7 7 7',
  up: 'M7 10v11H3V10zl4-8a3 3 0 0 1 3 3v4h5a2 2 0 0 1 2 3l-2 7a2 2 0 0 1-2 2H7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  clear: 'M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3',
};

/** @param {keyof typeof PATHS} name */
export const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
};

/** @type {T.Button} */
export const button = (kind, label, click, inside) =>
  make('button', { type: 'button', class: kind, part: kind, click, ...(inside && { 'aria-label': label, title: label }) }, inside ?? label);

/** @type {T.Chips} */
export const chips = (steps, label, ask) => steps[0] && make('div', { class: 'chips', role: 'group', 'aria-label': label },
  ...steps.slice(0, 8).map(({ title, text }) => button('chip', title, () => ask(text, 'suggestion'))));

/** @type {T.CardView} */
export const cardView = ({ title, text, bars, table, links, sources }, t) => [
  title && make('h3', {}, title),
  ...text.split('\n').map((line) => line.trim() && make('p', {}, line)),
  ...axes(bars).map((axis) => chart(axis, t)),
  table.rows[0] && tableView(table),
  links[0] && make('ul', {}, ...links.map(({ title, url }) => make('li', {}, make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, `${title || url} ↗`)))),
  sources[0] && make('details', { part: 'sources' }, make('summary', { lang: t.lang }, `${t.sources} (${cited(sources).length})`), make('ul', {}, ...cited(sources).map(([name, ...lines]) =>
    make('li', {}, make('cite', {}, name), ...lines.map((line) => line && make('p', {}, line)))))),
];

/** @type {T.TableView} */
const tableView = ({ columns, rows }) => make('div', { class: 'table', part: 'table' },
  make('table', { role: 'table', class: columns.length > 3 ? 'many' : columns.length > 2 ? 'pair' : '' },
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...columns.map((name) => make('th', { role: 'columnheader' }, name)))),
    make('tbody', { role: 'rowgroup' }, ...rows.map((row) => make('tr', { role: 'row' }, ...columns.map((name, place) => (place
      ? make('td', { role: 'cell' }, make('span', { class: 'label', 'aria-hidden': 'true' }, name), row[place] || '–')
      : make('th', { role: 'rowheader' }, row[0]))))))));

/** @type {(sources: T.Source[]) => string[][]} */
const cited = (sources) => [...new Set(sources.map(({ name }) => name))].map((name) => {
  const same = sources.filter((source) => source.name === name);
  const { publisher, date, licence, attribution } = /** @type {T.Source} */ (same[0]);
  return [name, [publisher, date, licence].filter((part) => part).join(' · '), same.map(({ about }) => about).join('; '), attribution];
});

/** @type {(card: T.Card, t: T.Words) => string} */
export const asText = ({ title, text, links, sources }, t) => [
  title, text, ...links.map(({ url }) => url), sources[0] && `\n${t.sources}`, ...cited(sources).map(([name, by, , attribution]) => [name, by, attribution].filter((part) => part).join(', ')),
].filter((part) => part).join('\n');

/** @type {(highest: number) => number[]} */
export const ticks = (highest) => {
  const size = 10 ** Math.floor(Math.log10(Math.max(highest, 1) / 4));
  const step = size * ([1, 2, 5].find((factor) => size * factor * 4 >= highest) ?? 10);
  return Array.from({ length: Math.max(Math.ceil(highest / step), 1) + 1 }, (_, number) => number * step);
};

/** @type {T.Axes} */
export const axes = (bars) => [...new Set(bars.map((bar) => bar.currency))].map((currency) => {
  const ours = bars.filter((bar) => bar.currency === currency).map(({ low, median, high, ...said }) => {
    const ends = [low, median, high].filter((end) => end !== null);
    return { ...said, median, least: Math.min(...ends), most: Math.max(...ends) };
  });
  const marks = ticks(Math.max(...ours.map((bar) => bar.most)));
  const part = 100 / (marks.at(-1) || 1);
  return {
    currency,
    bars: ours.map(({ label, text, median, least, most }) => ({ label, text, start: least * part, width: (most - least) * part, median: median !== null && least < most ? median * part : null })),
    ticks: marks.map((amount) => ({ amount, at: amount * part })),
  };
});

/** @type {(amount: number, currency: string, lang: string) => string} */
export const money = (amount, currency, lang) => {
  try {
    return new Intl.NumberFormat(currency === 'INR' ? `${lang}-IN` : lang, { style: 'currency', currency, notation: 'compact', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0, maximumFractionDigits: 1 }).format(amount);
  } catch {
    return String(amount);
  }
};

/** @type {T.ChartView} */
const chart = ({ currency, bars, ticks }, t) => make('figure', { part: 'chart' },
  make('figcaption', { lang: t.lang }, fill(t.pay, currency), bars.some(({ median }) => median !== null) && make('span', { class: 'key' }, t.median)),
  make('ul', {}, ...bars.map(({ label, text, start, width, median }) => make('li', {}, make('b', {}, label), make('span', {}, text),
    make('div', { class: 'track', 'aria-hidden': 'true' }, placed(start, width ? 'bar' : 'dot', width), median !== null && placed(median, 'median'))))),
  make('div', { class: 'ticks', 'aria-hidden': 'true' }, ...ticks.map(({ amount, at }) => placed(at, '', 0, money(amount, currency, t.lang)))));

/** @type {(start: number, kind: string, width?: number, text?: string) => HTMLElement} */
const placed = (start, kind, width = 0, text = '') => {
  const node = make('i', { class: kind }, text);
  node.style.insetInlineStart = `${start}%`;
  if (width) node.style.inlineSize = `${width}%`;
  return node;
};
