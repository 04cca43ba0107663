// Pay on an axis, without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asText, axes, money, ticks } from '../../widget/card.js';
import { words } from '../../widget/strings.js';

/** @param {Partial<T.Bar>} bar */
const bar = (bar) => ({ label: 'Role', low: null, median: null, high: null, currency: 'INR', text: '', ...bar });

test('an axis begins at nought, reaches the highest amount and has at most four parts', () => {
  for (const highest of [0, 1, 3, 7, 99, 1000, 199130, 3000000, 60000000]) {
    const marks = ticks(highest);

    assert.equal(marks[0], 0);
    assert.ok((marks.at(-1) ?? 0) >= highest && marks.length <= 5 && marks.length >= 2, String(marks));
  }
});

test('bars of different currencies never share an axis', () => {
  const drawn = axes([bar({ low: 1, high: 2 }), bar({ low: 5, high: 9, currency: 'USD' }), bar({ low: 2, high: 3 })]);

  assert.deepEqual(drawn.map(({ currency, bars }) => [currency, bars.length]), [['INR', 2], ['USD', 1]]);
});

test('ends and median are per cent of the axis', () => {
  const [axis] = axes([bar({ low: 100, median: 200, high: 300 }), bar({ low: 50, high: 400 })]);

  assert.deepEqual(axis?.bars.map(({ start, width, median }) => [start, width, median]), [[25, 50, 50], [12.5, 87.5, null]]);
});

test('a single value has no width and no marker', () => {
  assert.deepEqual(axes([bar({ median: 200 })])[0]?.bars[0], { label: 'Role', text: '', start: 100, width: 0, median: null });
});

test('amounts are short, in lakh for rupees, and bare where the currency is none', () => {
  assert.equal(money(1400000, 'INR', 'en'), '₹14L');
  assert.equal(money(50000, 'USD', 'en'), '$50K');
  assert.equal(money(5, '<b>', 'en'), '5');
});

test('what is copied has its sources, each once', () => {
  const source = { name: 'Survey', publisher: 'Bureau', date: '2026', licence: 'CC', about: 'pay', attribution: '' };
  const card = { kind: '', title: 'Pay', text: 'One.\nTwo.', missed: '', table: { columns: [], rows: [] }, bars: [], suggestions: [], links: [], sources: [source, source] };

  assert.equal(asText(card, words('en')), 'Pay\nOne.\nTwo.\n\nSources\nSurvey, Bureau · 2026 · CC');
});

test('every label stands in English and Hindi', () => {
  const [english, hindi] = [words('en'), words('hi-IN')];

  assert.deepEqual(words('fr'), english);
  for (const [key, label] of Object.entries(hindi)) assert.ok(label && (key === 'lang' || label !== Object.entries(english).find(([name]) => name === key)?.[1]), key);
});
