/** All that a card shows: words, bars, items, tables, sources. */

import { button, make } from './dom.js';
import { fill } from './strings.js';

const MANY = 4; // columns that a narrow window shows side by side
const BRIEF = 12; // characters up to which labels stand on the line of their bars
const WORDY = 30; // characters from which a bar's words have lines of their own
const TERSE = 16; // characters up to which they stand on that line, too
const SHORT = 110; // characters up to which a lead is set large
const LONG = 44; // characters from which an item is a line of a list instead of a chip

/** @type {T.Chips} */
export const chips = (steps, label, ask) =>
  steps[0] &&
  make(
    'div',
    { class: 'chips next', role: 'group', 'aria-label': label },
    ...steps.slice(0, 8).map(({ title, text }) => button('chip', title, () => ask(text, 'suggestion'))),
  );

/** @type {T.CardView} */
export const cardView = ({ kind, title, text, before, outline, bars, table, links, sources }, t, ask, tools) => {
  const { lead, charts, groups, facts, notes } = outline;
  const brief = lead || charts.length || groups.length;
  const words = text.split('\n').map((line) => line.trim() && make('p', {}, line));
  const folded = table.columns.length >= MANY || table.rows.length > 6;
  const full = table.rows[0] && tableView(table, title || t.figures, kind === 'comparison');
  const drawn = charts.length ? charts : byCurrency(bars);
  return [
    title && make('h3', {}, title),
    before && make('p', { class: 'before' }, before),
    lead && make('p', { class: lead.length > SHORT ? 'lead less' : 'lead' }, ...whole(lead)),
    ...(brief ? [] : words),
    ...drawn.map((found, place) => chartView(found, t, ask, !place)),
    ...groups.map((group) => groupView(group, ask)),
    facts.rows[0] && tableView(facts, title || t.figures, true),
    ...notes.map((note) => make('p', { class: 'small' }, note)),
    !brief && !folded && full,
    links[0] && make('ul', {}, ...links.map((link) => make('li', {}, anchor(link)))),
    make(
      'div',
      { class: 'foot' },
      (brief || (folded && full)) &&
        make(
          'details',
          { part: 'details' },
          make('summary', { lang: t.lang }, brief ? t.full : fill(t.all, table.rows.length)),
          ...(brief ? words : []),
          (brief || folded) && full,
        ),
      sources[0] &&
        make(
          'details',
          { part: 'sources' },
          make('summary', { lang: t.lang }, `${t.sources} (${cited(sources).length})`),
          make('ul', {}, ...cited(sources).map(sourceView)),
        ),
      tools,
    ),
  ];
};

// A range is not broken between its ends.
/** @type {(text: string) => T.Child[]} */
const whole = (text) =>
  text.split(/(\S+–\S+)/).map((part, place) => (place % 2 ? make('span', { class: 'whole' }, part) : part));

// Links within the site stay in the tab.
/** @type {(link: T.Link, kind?: string) => HTMLElement} */
const anchor = ({ title, url }, kind = '') => {
  const ours = new URL(url).origin === location.origin;
  const away = { target: '_blank', rel: 'noopener noreferrer' };
  return make('a', { class: kind, href: url, ...(!ours && away) }, `${title || url}${ours ? '' : ' ↗'}`);
};

/** @type {T.TableView} */
const tableView = ({ columns, rows }, name, roles = false) => {
  const ticks = rows.every((row) => row.slice(1).every((cell) => /^[✓–]?$/.test(cell)));
  const kind = ticks
    ? 'tick-table'
    : roles && columns.length > 3
      ? 'wide-table'
      : columns.length > MANY
        ? 'many'
        : columns.length === 3
          ? 'pair'
          : '';
  return make(
    'div',
    // What may be wider than the window is scrolled by keyboard, too.
    {
      class: 'table',
      part: 'table',
      ...(kind.endsWith('table') && { role: 'group', 'aria-label': name, tabindex: 0 }),
    },
    make(
      'table',
      { role: 'table', 'aria-label': name, class: kind },
      make(
        'thead',
        { role: 'rowgroup' },
        make('tr', { role: 'row' }, ...columns.map((column) => make('th', { role: 'columnheader' }, column))),
      ),
      make(
        'tbody',
        { role: 'rowgroup' },
        ...rows.map((row) =>
          make(
            'tr',
            { role: 'row' },
            ...columns.map((column, place) =>
              place
                ? make(
                    'td',
                    { role: 'cell' },
                    make('span', { class: 'label', 'aria-hidden': 'true' }, column),
                    row[place] || '–',
                  )
                : make('th', { role: 'rowheader' }, row[0]),
            ),
          ),
        ),
      ),
    ),
  );
};

/** @type {(group: T.Group, ask: T.Ask) => HTMLElement} */
const groupView = ({ title, chips }, ask) => {
  const long = chips.some(({ label }) => label.length > LONG);
  const name = title && make('h4', {}, title);
  return make(
    'div',
    { class: 'group' },
    name,
    make(
      'ul',
      { class: long ? 'points' : 'chips', ...(title && { 'aria-label': title }) },
      ...chips.map(({ label, text }) =>
        make(
          'li',
          {},
          text
            ? button('chip', label, () => ask(text, 'suggestion'))
            : make('span', { class: long ? '' : 'tag' }, label),
        ),
      ),
    ),
  );
};

/** @type {(sources: T.Source[]) => (T.Source & {abouts: string})[]} */
const cited = (sources) =>
  [...new Set(sources.map(({ name }) => name))].map((name) => {
    const same = sources.filter((source) => source.name === name);
    return {
      .../** @type {T.Source} */ (same[0]),
      abouts: same
        .map(({ about }) => about)
        .filter((about) => about)
        .join('; '),
    };
  });

/** @type {(source: T.Source) => string} */
const byline = ({ publisher, date, licence }) => [publisher, date, licence].filter((part) => part).join(' · ');

/** @type {(source: T.Source & {abouts: string}) => HTMLElement} */
const sourceView = (source) =>
  make(
    'li',
    {},
    make(
      'cite',
      {},
      source.url ? anchor({ title: source.name, url: source.url }) : source.name,
    ),
    ...[byline(source), source.abouts, source.attribution].map((line) => line && make('p', {}, line)),
  );

/** What is copied: the words, the figures, the table with tabs, the sources. @type {(card: T.Card, t: T.Words) => string} */
export const asText = ({ title, text, table, links, sources }, t) =>
  [
    title,
    text,
    ...(table.rows[0] ? ['', ...[table.columns, ...table.rows].map((row) => row.join('\t'))] : []),
    ...links.map(({ url }) => url),
    sources[0] && `\n${t.sources}`,
    ...cited(sources).map((source) =>
      [source.name, byline(source), source.url, source.attribution].filter((part) => part).join(', '),
    ),
  ]
    .filter((part) => part || part === '')
    .join('\n');

/** Of a card without charts of its own. @type {(bars: T.Bar[]) => T.Chart[]} */
const byCurrency = (bars) =>
  [...new Set(bars.map(({ currency }) => currency))].map((currency, _, all) => ({
    title: all.length > 1 ? currency : '',
    caption: '',
    ticks: [],
    bars: bars.filter((bar) => bar.currency === currency),
  }));

/** @type {T.Axis} */
export const axis = ({ bars, ticks }) => {
  const ends = bars.map(({ low, median, high }) => [low, median, high].filter((end) => end !== null));
  const part = 100 / (Math.max(...ends.flat(), ...ticks.map(({ amount }) => amount)) || 1);
  return {
    bars: bars.map(({ median }, place) => {
      const [least, most] = [Math.min(...(ends[place] ?? [])), Math.max(...(ends[place] ?? []))];
      return {
        start: least * part,
        width: (most - least) * part,
        median: median !== null && least < most ? median * part : null,
      };
    }),
    ticks: ticks.map(({ amount, text }) => ({ at: amount * part, text })),
  };
};

/** @type {T.ChartView} */
const chartView = (chart, t, ask, first) => {
  const { bars, ticks } = axis(chart);
  const wordy = chart.bars.some(({ text }) => text.length > WORDY);
  const lines = chart.bars.every(({ label, text }) => label.length < BRIEF && text.length < TERSE);
  const coloured = first && chart.bars.length > 1 && chart.bars.length < 4 && !chart.bars.some(({ ask }) => ask);
  const key = chart.title && bars.some(({ median }) => median !== null) && make('span', { class: 'key' }, t.median);
  return make(
    'figure',
    { part: 'chart', 'aria-label': [chart.title, chart.caption].filter((part) => part).join(': ') || t.figures },
    chart.title && make('div', { class: 'legend', 'aria-hidden': 'true' }, chart.title, key),
    make(
      'ul',
      { class: lines ? 'lines' : coloured ? 'coloured' : '' },
      ...chart.bars.map(({ label, text, url, ask: asked }, place) =>
        make(
          'li',
          {},
          url
            ? anchor({ title: label, url }, 'name')
            : asked
              ? button('name', label, () => ask(asked, 'suggestion'))
              : make('b', {}, label),
          make('span', { class: wordy ? 'wordy' : '' }, text),
          trackView(bars[place]),
        ),
      ),
    ),
    !lines &&
      ticks[0] &&
      make('div', { class: 'ticks', 'aria-hidden': 'true' }, ...ticks.map(({ at, text }) => placed(at, '', 0, text))),
    chart.caption && make('figcaption', {}, chart.caption),
  );
};

/** @type {(bar: ReturnType<T.Axis>['bars'][number] | undefined) => HTMLElement} */
const trackView = ({ start, width, median } = { start: 0, width: 0, median: null }) =>
  make(
    'div',
    { class: 'track', 'aria-hidden': 'true' },
    placed(start, width ? 'bar' : 'dot', width),
    median !== null && placed(median, 'median'),
  );

/** @type {(start: number, kind: string, width?: number, text?: string) => HTMLElement} */
const placed = (start, kind, width = 0, text = '') => {
  const node = make('i', { class: kind }, text);
  node.style.insetInlineStart = `${start}%`;
  if (width) node.style.inlineSize = `${width}%`;
  return node;
};
