// The conversation against a fetch of our own, and what hostile JSON becomes.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { readCard, readError, readHistory, turnOf } from '../../widget/read.js';
import { api, conversation, reduce, shelf, values } from '../../widget/talk.js';

globalThis.navigator ??= { onLine: true };
const fetchBefore = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = fetchBefore;
});

/** @param {string[]} parts */
const stream = (...parts) => new Response(new Blob(parts)).body;

/** Answers each request with the next of the list; keeps what was asked. @param {(Response | Error)[]} replies */
const server = (...replies) => {
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = async (address, request) => {
    asked.push(`${request?.method} ${String(address).split('/').at(-1)} ${request?.headers.Authorization ?? ''}`.trim());
    const reply = replies.shift();
    if (reply instanceof Error) throw reply;
    return reply ?? Response.error();
  };
  return asked;
};
const session = (token) => Response.json({ token, expires: 9e9 });
const line = (value) => `${JSON.stringify(value)}\n`;
const answer = (text = 'Yes.') => new Response([line({ type: 'started' }), line({ type: 'answer', id: 'a', text, card: null }), line({ type: 'end' })].join(''));
const error = (code, status, more = {}) => Response.json({ error: { code, message: '', ...more } }, { status });
const kept = (token = '') => {
  let value = token && { token, expires: 9e9 };
  return { get: () => value, set: (next) => (value = next) };
};

/** A conversation that keeps its last state and all that it tells. */
const talk = (token = '') => {
  const seen = { state: { turns: [], notice: '', unread: 0 }, told: [], open: true };
  const talk = conversation(api('https://bot.example/', kept(token), 300), {
    changed: (state) => (seen.state = state), tell: (event, detail) => seen.told.push([event, detail]), seen: () => seen.open, page: () => ({}), share: () => {},
  });
  return { talk, seen };
};

test('lines come out whole, wherever the stream was cut', async () => {
  const found = [];
  for await (const value of values(stream('{"a":', '1}\n\n{"b"', ':"₹"}\n{"half'))) found.push(value);

  assert.deepEqual(found, [{ a: 1 }, { b: '₹' }]);
});

test('a line without an end is refused', async () => {
  await assert.rejects(async () => {
    for await (const value of values(stream('x'.repeat(1_100_000)))) assert.fail(String(value));
  }, { code: 'broken' });
});

test('a card of any JSON is a card, and bounded', () => {
  for (const raw of [null, 5, 'x', [], { card: 7 }, { card: { table: [], bars: {}, sources: [null, 3], links: 'x', suggestions: [[]], text: {} } }]) {
    assert.doesNotThrow(() => readCard(raw));
  }
  const card = readCard({ card: { title: { a: 1 }, text: 'x'.repeat(90000), bars: Array(999).fill({ low: 1, currency: 'INR' }) } });

  assert.equal(card.title, '');
  assert.equal(card.text.length, 20000);
  assert.equal(card.bars.length, 100);
});

test('bars without a figure and links that are not http are dropped', () => {
  const card = readCard({ card: { bars: [{ low: '5' }, { low: -1 }, { high: NaN }, { median: 3 }], links: [{ url: 'javascript:alert(1)' }, { url: 'data:text/html,x' }, { url: 'x' }, { url: 'https://jobs.example/' }] } });

  assert.deepEqual([card.bars.length, card.links.map(({ url }) => url)], [1, ['https://jobs.example/']]);
});

test('an error is told by its code, else by its status, and its wait is bounded', () => {
  assert.deepEqual(readError({ error: { code: 'rate_limited', retry_after: 7 } }, 429), ['rate_limited', 7]);
  assert.deepEqual(readError(null, 401), ['expired', 0]);
  assert.deepEqual(readError({ error: { code: 'constructor', retry_after: 1e9 } }, 500), ['server', 3600]);
  assert.deepEqual(readError('<html>', 413), ['refused', 0]);
});

test('history takes its place before what is still asked, and never doubles it', () => {
  const history = readHistory({ turns: [{ id: '1', text: 'first', answer: { text: 'A' }, thumb: 'up' }, { id: '2', text: 'second', answer: null, thumb: 9 }, null, 4] });
  const { turns } = reduce({ turns: [turnOf('mine-1', 'second'), turnOf('mine-2', 'third')], notice: '', unread: 0 }, { history });

  assert.deepEqual(turns.filter(({ text }) => text).map(({ key, status }) => [key, status]), [['1', 'answered'], ['mine-1', 'waiting'], ['mine-2', 'waiting']]);
});

test('a question opens a session, is answered and told without a second request', async () => {
  const asked = server(session('t1'), answer());
  const { talk: open, seen } = talk();

  assert.equal(await open.ask(' Well? ', 'typed'), true);
  assert.deepEqual(asked, ['POST session', 'POST message Bearer t1']);
  assert.equal(seen.state.turns[0].card.text, 'Yes.');
  assert.deepEqual(seen.told.map(([event]) => event), ['question', 'answer']);
});

test('an expired session is renewed once, and the visitor is told', async () => {
  const asked = server(error('session_expired', 401), session('t2'), answer());
  const { talk: open, seen } = talk('t1');
  await open.ask('Well?', 'typed');

  assert.deepEqual(asked, ['POST message Bearer t1', 'POST session', 'POST message Bearer t2']);
  assert.deepEqual([seen.state.turns[0].status, seen.state.turns[0].renewed], ['answered', true]);
});

for (const [name, reply, code] of [
  ['a server that is down', new TypeError('Failed to fetch'), 'unreachable'],
  ['too many questions', error('rate_limited', 429, { retry_after: 5 }), 'rate_limited'],
  ['a busy server', error('busy', 503), 'busy'],
  ['a broken server', error('', 500), 'server'],
  ['a stream without an answer', new Response(line({ type: 'started' })), 'broken'],
  ['a stream of rubbish', new Response('<html>\n'), 'broken'],
  ['an error in the stream', new Response(line({ type: 'error', error: { code: 'timeout' } })), 'timeout'],
]) {
  test(`${name} fails the turn as ${code}, and a retry answers it`, async () => {
    server(reply, ...(/broken|timeout/.test(code) ? [Response.json({ turns: [] })] : []), answer());
    const { talk: open, seen } = talk('t1');
    await open.ask('Well?', 'typed');

    assert.deepEqual([seen.state.turns[0].status, seen.state.turns[0].code], ['failed', code]);

    await open.retry(seen.state.turns[0].key);

    assert.equal(seen.state.turns[0].status, 'answered');
  });
}

test('a server that says nothing is given up after a while', async () => {
  globalThis.fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { talk: open, seen } = talk('t1');
  const alive = setTimeout(() => {}, 5000); // node would end while only a timeout of a signal is left
  await open.ask('Well?', 'typed');
  clearTimeout(alive);

  assert.equal(seen.state.turns[0].code, 'timeout');
});

test('a question asked again while the history is on its way is a turn of its own', () => {
  const history = readHistory({ turns: [{ id: 'x', text: 'Well?', answer: { text: 'Yes.' }, thumb: null }] });
  const asked = reduce({ turns: [turnOf('mine-1', 'Well?')], notice: '', unread: 0 }, { history });
  const answered = reduce(asked, { change: { key: 'mine-1', id: 'y', status: 'answered' } });

  assert.deepEqual(answered.turns.map(({ id }) => id), ['x', 'y']);
});

test('an answer that the history brought first is shown once', () => {
  const history = readHistory({ turns: [{ id: 'x', text: 'Well?', answer: { text: 'Yes.' }, thumb: null }] });
  const asked = reduce({ turns: [turnOf('mine-1', 'Well?')], notice: '', unread: 0 }, { history });

  assert.deepEqual(reduce(asked, { change: { key: 'mine-1', id: 'x', status: 'answered' } }).turns.map(({ key }) => key), ['mine-1']);
});

test('an answer that is no longer wanted is given up, and nobody is told of an error', async () => {
  globalThis.fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const { talk: open, seen } = talk('t1');
  const alive = setTimeout(() => {}, 5000);
  const asked = open.ask('Well?', 'typed');
  open.stop();
  await asked;
  clearTimeout(alive);

  assert.equal(seen.state.turns[0].code, 'stopped');
  assert.deepEqual(seen.told.map(([event]) => event), ['question']);
});

test('back online, the question that failed is asked again', async () => {
  server(new TypeError('Failed to fetch'), answer());
  const { talk: open, seen } = talk('t1');
  await open.ask('Well?', 'typed');
  open.again();
  await new Promise((resolve) => setTimeout(resolve));

  assert.equal(seen.state.turns[0].status, 'answered');
});

test('an outline of any JSON is bounded, and its bars have figures', () => {
  const card = readCard({ card: { outline: { lead: 7, charts: [{ bars: [{ low: 'x' }] }, { bars: [{ low: 1 }], ticks: [{ amount: 'x' }, { amount: 2 }] }, null], groups: 'x', notes: [null] }, sources: [{ url: 'javascript:x' }] } });

  assert.deepEqual([card.outline.lead, card.outline.charts.length, card.outline.charts[0].ticks.length], ['7', 1, 1]);
  assert.equal(card.sources[0].url, '');
  assert.deepEqual(readCard({ card: { text: 'old' } }).outline.charts, []);
});

test('an answer that arrived after all is taken from the history instead of asked again', async () => {
  const asked = server(new Response(''), Response.json({ turns: [{ id: 'x', text: 'Well?', answer: { text: 'Yes.' }, thumb: null }] }));
  const { talk: open, seen } = talk('t1');
  await open.ask('Well?', 'typed');
  await open.retry(seen.state.turns[0].key);

  assert.deepEqual(seen.state.turns.map(({ status }) => status), ['answered']);
  assert.equal(asked.length, 2);
});

test('a fault of our own is reported, and not told as a broken connection', async () => {
  const reported = [];
  globalThis.reportError = (error) => reported.push(error);
  server(new Response(new ReadableStream({ start: (stream) => stream.enqueue('no bytes') })));
  const { talk: open, seen } = talk('t1');
  await open.ask('Well?', 'typed');

  assert.equal(seen.state.turns[0].code, 'fault');
  assert.equal(reported.length, 1);
});

test('a thumb that the server does not take is taken back', async () => {
  server(answer(), error('not_found', 404));
  const { talk: open, seen } = talk('t1');
  await open.ask('Well?', 'typed');
  await open.rate(seen.state.turns[0], 'up');

  assert.equal(seen.state.turns[0].thumb, '');
});

test('a conversation that could not be deleted stays', async () => {
  server(answer(), error('internal', 500));
  const { talk: open, seen } = talk('t1');
  await open.ask('Well?', 'typed');
  await open.clear();

  assert.deepEqual([seen.state.turns.length, seen.state.notice], [1, 'uncleared']);
});

test('answers that nobody sees are counted', async () => {
  server(answer());
  const { talk: open, seen } = talk('t1');
  seen.open = false;
  await open.ask('Well?', 'typed');

  assert.equal(seen.state.unread, 1);
});

test('where storage is blocked, memory serves', () => {
  const blocked = shelf('localStorage', 'key');
  blocked.set({ token: 't' });

  assert.deepEqual(blocked.get(), { token: 't' });
});
