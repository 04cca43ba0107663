/** What the server sends, whatever it is, as data of known shape and bounded size. */

const MOST = 100; // items of a list

/** @type {(value: unknown) => string} */
const text = (value) => (/string|number/.test(typeof value) ? String(value).slice(0, 20000) : '');

/** @type {(shape: any, value: any) => any} */
const shaped = (shape, value) => {
  if (shape === '') return text(value);
  if (shape === null) return value;
  if (shape === 0) return value >= 0 && value < 1e15 && typeof value === 'number' ? value : null;
  if (Array.isArray(shape))
    return Array.isArray(value) ? value.slice(0, shape[1] ?? MOST).map((item) => shaped(shape[0], item)) : [];
  return Object.fromEntries(Object.keys(shape).map((key) => [key, shaped(shape[key], value?.[key])]));
};

const BAR = { label: '', low: 0, median: 0, high: 0, currency: '', text: '', ask: '', url: '' };
const TABLE = { columns: [''], rows: [['']] };
const CARD = {
  kind: '',
  title: '',
  text: '',
  missed: '',
  country: '',
  before: '',
  table: TABLE,
  bars: [BAR],
  outline: {
    lead: '',
    charts: [{ title: '', caption: '', bars: [BAR], ticks: [{ amount: 0, text: '' }] }],
    groups: [{ title: '', chips: [{ label: '', text: '' }] }],
    facts: TABLE,
    notes: [''],
  },
  sources: [{ name: '', publisher: '', date: '', licence: '', about: '', attribution: '', url: '' }],
  suggestions: [{ title: '', text: '' }],
  links: [{ title: '', url: '' }],
};

/** @type {(url: string) => boolean} */
const isWeb = (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
/** @type {(bars: T.Bar[]) => T.Bar[]} */
const figured = (bars) =>
  bars
    .filter(({ low, median, high }) => (low ?? median ?? high) !== null)
    .map((bar) => ({ ...bar, url: isWeb(bar.url) ? bar.url : '' }));

/** @type {T.ReadCard} */
export const readCard = (answer) => {
  const card = shaped(CARD, answer?.card);
  card.text ||= text(answer?.text);
  card.bars = figured(card.bars);
  for (const chart of card.outline.charts) {
    chart.bars = figured(chart.bars);
    chart.ticks = chart.ticks.filter((/** @type {{amount: number | null}} */ { amount }) => amount !== null);
  }
  card.outline.charts = card.outline.charts.filter((/** @type {T.Chart} */ { bars }) => bars.length);
  card.links = card.links.filter((/** @type {T.Link} */ { url }) => isWeb(url));
  for (const source of card.sources) if (!isWeb(source.url)) source.url = '';
  return card;
};

/** @type {(raw: unknown) => T.Directory} */
export const readDirectory = (raw) =>
  shaped({ roles: ['', 5000], countries: [{ code: '', name: '', text: '' }], country: '' }, raw);

/** @type {T.TurnOf} */
export const turnOf = (key, text) => ({
  key,
  id: '',
  text,
  status: 'waiting',
  slow: false,
  renewed: false,
  card: null,
  code: '',
  until: 0,
  thumb: '',
});

/** @type {T.ReadHistory} */
export const readHistory = (raw) =>
  shaped({ turns: [{ id: '', text: '', thumb: '', answer: null }] }, raw)
    .turns.filter((/** @type {T.Turn} */ { id }) => id)
    .map((/** @type {any} */ { answer, ...turn }) => ({
      ...turnOf(turn.id, ''),
      ...turn,
      ...(answer ? { status: 'answered', card: readCard(answer) } : { status: 'failed', code: 'broken' }),
    }));

/** @type {{[status: number]: T.Code}} */
const CODES = { 401: 'expired', 429: 'rate_limited', 503: 'busy', 504: 'timeout' };

/** @type {T.ReadError} */
export const readError = (raw, status = 500) => {
  const { code, retry_after: wait } = shaped({ code: '', retry_after: 0 }, raw?.error);
  return [
    /^(rate_limited|busy|timeout)$/.test(code) ? code : (CODES[status] ?? (status < 500 ? 'refused' : 'server')),
    Math.min(wait ?? 0, 3600),
  ];
};
