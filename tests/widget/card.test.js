// What becomes of a card, without a browser: places on an axis, and what is copied.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asText, axis } from '../../widget/card.js';
import { completions } from '../../widget/complete.js';
import { readCard } from '../../widget/read.js';
import { fill, words } from '../../widget/strings.js';
import { spoken } from '../../widget/turn.js';

/** @param {Partial<T.Bar>} bar */
const bar = (bar) => ({ label: 'Role', low: null, median: null, high: null, currency: 'INR', text: '', ask: '', ...bar });
const chart = (bars, ticks = []) => ({ title: '', caption: '', bars, ticks });
const NAMES = ['Data Analyst', 'Data Engineer', 'Registered Nurse', 'Senior Data Analyst'];

test('ends and median are per cent of the axis, whose last mark is its end', () => {
  const drawn = axis(chart([bar({ low: 100, median: 200, high: 300 }), bar({ low: 50, high: 400 })]));
  const marked = axis(chart([bar({ low: 100, high: 200 })], [{ amount: 0, text: '₹0' }, { amount: 400, text: '₹400' }]));

  assert.deepEqual(drawn.bars, [{ start: 25, width: 50, median: 50 }, { start: 12.5, width: 87.5, median: null }]);
  assert.deepEqual(marked, { bars: [{ start: 25, width: 25, median: null }], ticks: [{ at: 0, text: '₹0' }, { at: 100, text: '₹400' }] });
});

test('a single value has no width and no marker', () => {
  assert.deepEqual(axis(chart([bar({ median: 200 })])).bars, [{ start: 100, width: 0, median: null }]);
});

test('what is copied has the table and each source once', async () => {
  const source = { name: 'Survey', publisher: 'Bureau', date: '2026', licence: 'CC', about: 'pay', attribution: '' };
  const card = readCard({ card: { title: 'Pay', text: 'One.\nTwo.', table: { columns: ['Role', 'Range'], rows: [['Nurse', '₹3L–₹6L']] }, sources: [source, source] } });

  assert.equal(asText(card, await words({ lang: 'en' })), 'Pay\nOne.\nTwo.\n\nRole\tRange\nNurse\t₹3L–₹6L\n\nSources\nSurvey, Bureau · 2026 · CC');
});

test('a bar leads to a page on the web, and to nothing else', () => {
  const bars = ['https://jobs.example/roles/nurse', 'javascript:alert(1)', ''].map((url) => bar({ median: 1, url }));

  assert.deepEqual(readCard({ card: { text: 'Much.', bars } }).bars.map(({ url }) => url), ['https://jobs.example/roles/nurse', '', '']);
});

test('what is announced is the title, one sentence, and what else there is', async () => {
  const t = await words({ lang: 'en' });
  const plain = readCard({ card: { title: 'SQL', text: 'A language. It is used at work.' } });
  const drawn = readCard({ card: { title: 'Pay', text: 'Much. More.', outline: { lead: 'It pays.', charts: [{ bars: [bar({ low: 1, high: 2 })] }], facts: { columns: ['a'], rows: [['b']] } } } });

  assert.equal(spoken(plain, t), 'SQL. A language.');
  assert.equal(spoken(drawn, t), 'Pay. It pays. Bars: 1. Table rows: 1.');
});

test('names are completed from where one stands, never a whole one, and not for common words', () => {
  assert.deepEqual(completions('what does a data an', NAMES), { found: ['Data Analyst', 'Senior Data Analyst'], length: 7 });
  assert.deepEqual(completions('pay of a nurs', NAMES).found, ['Registered Nurse']);
  for (const typed of ['', 'da', 'what does', 'data engineer', 'and']) assert.deepEqual(completions(typed, NAMES).found, [], typed);
});

test('every label stands in English and Hindi', async () => {
  const [english, hindi] = [await words({ lang: 'en' }), await words({ lang: 'hi-IN' })];

  assert.deepEqual(await words({ lang: 'fr' }), english);
  const same = Object.entries(hindi).filter(([key, label]) => !label || label === english[key]).map(([key]) => key);
  assert.deepEqual(same, ['starters', 'start_pair', 'start_pay_pair', 'start_pay', 'start_does', 'start_skills'], 'what is asked is English');
  assert.equal(fill('{a} vs {b}', 'x', 'y'), 'x vs y');
});
