/** The conversation: the web API, and the session kept in the browser. */

import { readCard, readError, readHistory, turnOf } from './read.js';

const PATIENCE = 60000; // milliseconds for a whole answer
const SLOW = 8000; // milliseconds until the visitor is told that it takes long
const FRESH = 86400; // seconds of life under which a token is renewed
const LONGEST = 1e6; // characters of a line of the stream

/** @type {T.Reduce} */
export const reduce = ({ turns, notice, unread }, { asked, change, history, ...rest }) => {
  if (asked) turns = [...turns, asked];
  if (change) {
    turns = turns.filter(({ key, id }) => key === change.key || !id || id !== change.id);
    turns = turns.map((turn) => (turn.key === change.key ? { ...turn, ...change } : turn));
  }
  if (history) turns = merged(turns, history);
  return { turns, notice, unread, ...rest };
};

/** The server's turns, then ours that it does not have. @type {(ours: T.Turn[], theirs: T.Turn[]) => T.Turn[]} */
const merged = (ours, theirs) => {
  const known = new Map(ours.map((turn) => [turn.id, turn.key]));
  const arrived = theirs.filter((turn) => turn.card && !known.has(turn.id));
  // Only what failed may have been answered after all: a question asked again is a turn of its own.
  const open = ours.filter(({ id, text, code }) => {
    const place = code ? arrived.findLastIndex((turn) => turn.text === text) : -1;
    if (place >= 0) arrived.splice(place, 1);
    return !id && place < 0;
  });
  const kept = theirs.filter((turn) => turn.card || !open.some(({ text }) => text === turn.text));
  return [...kept.map((turn) => ({ ...turn, key: known.get(turn.id) ?? turn.key })), ...open];
};

/** @type {T.MakeShelf} */
export const shelf = (place, key) => {
  /** @type {any} */
  let memory;
  return {
    get: () => {
      try {
        return memory ?? JSON.parse(globalThis[place].getItem(key) ?? '');
      } catch {
        return memory;
      }
    },
    set: (value) => {
      memory = undefined;
      try {
        globalThis[place].setItem(key, JSON.stringify(value));
      } catch {
        memory = value; // storage is blocked or full
      }
    },
  };
};

class Failure extends Error {
  /** @param {T.Code} code @param {number} wait */
  constructor(code, wait) {
    super(code);
    this.code = code;
    this.wait = wait;
  }
}

/** @type {(code: T.Code, wait?: number) => Failure} */
const fail = (code, wait = 0) => new Failure(code, wait);

/** @type {(error: unknown, otherwise: T.Code) => T.Code} */
const cut = (error, otherwise) =>
  ({ TimeoutError: /** @type {const} */ ('timeout'), AbortError: /** @type {const} */ ('stopped') })[
    /** @type {'TimeoutError'} */ (/** @type {Error} */ (error).name)
  ] ?? otherwise;

/** Why nothing came at all. @returns {T.Code} */
const unreached = () =>
  navigator.onLine === false ? 'offline' : globalThis.origin === 'null' ? 'framed' : 'unreachable';

/** @type {T.Values} */
export async function* values(stream) {
  const reader = stream.getReader(); // Safari before 27 cannot iterate over a stream
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw fail(cut(error, 'broken'));
    });
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST) throw fail('broken');
    for (const line of lines) if (line.trim()) yield parsed(line) ?? {};
  }
}

/** @type {(line: string) => any} */
const parsed = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    throw fail('broken');
  }
};

/** @type {T.Read} */
const read = async (stream, answered) => {
  if (stream)
    for await (const line of values(stream)) {
      if (line.type === 'answer') answered({ id: String(line.id), card: readCard(line) });
      if (line.type === 'error') throw fail(...readError(line));
    }
  throw fail('broken');
};

/** @type {T.MakeApi} */
export const api = (server, kept, patience = PATIENCE) => {
  const session = () => kept.get() ?? {};
  const root = server.replace(/\/+$/, '');
  /** @type {(method: string, path: string, body?: object, stopped?: AbortSignal) => Promise<Response>} */
  const send = async (method, path, body, stopped) => {
    const { token } = session();
    const late = AbortSignal.timeout(patience);
    const response = await fetch(`${root}/webhooks/web/${path}`, {
      method,
      headers: {
        Accept: `application/${path === 'message' ? 'x-nd' : ''}json`,
        ...(body && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: body ? JSON.stringify(body) : null,
      credentials: 'omit',
      signal: stopped ? AbortSignal.any([stopped, late]) : late,
    }).catch((error) => {
      throw fail(cut(error, unreached()));
    });
    if (!response.ok) throw fail(...readError(await response.json().catch(() => null), response.status));
    return response;
  };
  /** @type {(response: Response) => Promise<void>} */
  const keep = async (response) => {
    const { token, expires } = await response.json().catch(() => ({}));
    if (!/^[\w.~+/=-]+$/.test(token)) throw fail('server');
    kept.set({ token, expires });
  };
  const renew = async () => keep(await send('POST', 'session', {}));

  return {
    message: async (body, renewed, stopped) => {
      const old = session().token;
      if (!old) await renew();
      const { body: stream } = await send('POST', 'message', body, stopped).catch(async (error) => {
        if (!old || error.code !== 'expired') throw error;
        kept.set(null);
        renewed();
        await renew();
        return send('POST', 'message', body, stopped);
      });
      return new Promise((resolve, reject) => read(stream, resolve).catch(reject)); // the end of the stream comes later
    },
    history: async () => {
      const { token, expires } = session();
      if (!token) return null;
      if (expires - Date.now() / 1000 < FRESH) await renew().catch(() => {});
      return (await send('GET', 'history')).json().catch(() => {
        throw fail('server');
      });
    },
    clear: async () => session().token && keep(await send('DELETE', 'history')),
    feedback: (turn, thumb, reason) =>
      send('POST', 'feedback', { turn, thumb: thumb || 'none', ...(reason && { reason }) }),
    directory: async () => (await fetch(`${root}/widget/roles.json`, { credentials: 'omit' })).json(),
    forget: () => kept.set(null),
  };
};

/** @type {T.Converse} */
export const conversation = (api, around) => {
  /** @type {T.State} */
  let state = { turns: [], notice: '', unread: 0 };
  let [count, loading, stopping] = [0, false, new AbortController()];

  /** @type {(change: T.Change) => void} */
  const act = (change) => around.changed((state = reduce(state, change)));
  /** @type {(error: unknown) => {code: T.Code, wait: number}} */
  const failed = (error) => {
    const { code, wait } = error instanceof Failure ? error : fail('fault');
    if (code === 'fault') reportError(error); // ours: never told as a fault of the connection
    if (code !== 'stopped') around.tell('error', { code });
    return { code, wait };
  };
  const waiting = () => state.turns.some((turn) => turn.status === 'waiting');

  /** @type {(key: string, text: string, origin: string) => Promise<void>} */
  const send = async (key, text, origin) => {
    const begun = Date.now();
    stopping = new AbortController();
    const slow = setTimeout(act, SLOW, { change: { key, slow: true } });
    around.tell('question', { origin, length: text.length, text });
    try {
      const { id, card } = await api.message(
        { text, ...around.page() },
        () => act({ change: { key, renewed: true } }),
        stopping.signal,
      );
      act({ change: { key, status: 'answered', id, card }, unread: around.seen() ? 0 : state.unread + 1 });
      around.tell('answer', {
        id,
        kind: card.kind,
        missed: card.missed,
        milliseconds: Date.now() - begun,
        text: card.text,
      });
      around.share();
    } catch (error) {
      const { code, wait } = failed(error);
      act({ change: { key, status: 'failed', code, until: Date.now() + wait * 1000 } });
    }
    clearTimeout(slow);
  };

  const load = async () => {
    if (loading) return;
    loading = true;
    try {
      const history = readHistory(await api.history());
      act({ history, notice: state.notice === 'history' ? '' : state.notice });
    } catch (error) {
      const { code } = failed(error);
      if (code === 'expired') api.forget();
      act({ notice: code === 'expired' || code === 'offline' ? code : 'history' });
    }
    loading = false;
  };

  /** @type {T.Conversation['retry']} */
  const retry = async (key) => {
    const turn = state.turns.find((turn) => turn.key === key);
    if (/^(broken|stopped|timeout)$/.test(turn?.code ?? '')) await load(); // the answer may have been kept
    if (!turn || waiting() || !state.turns.some((left) => left.key === key && !left.card)) return;
    act({ change: { key, status: 'waiting', code: '', slow: false } });
    await send(key, turn.text, 'retry');
  };

  return {
    act,
    load,
    retry,
    directory: api.directory,
    begun: () => state.turns.length > 0,
    stop: () => stopping.abort(),
    again: () => {
      const last = state.turns.at(-1);
      if (last && /^(offline|unreachable)$/.test(last.code)) retry(last.key);
    },
    ask: async (typed, origin) => {
      const text = typed.trim();
      if (waiting() || !text) return false;
      const key = `mine-${(count += 1)}`;
      act({ asked: turnOf(key, text) });
      await send(key, text, origin);
      return true;
    },
    rate: async ({ key, id, thumb: before }, thumb, reason = '') => {
      act({ change: { key, thumb } });
      try {
        await api.feedback(id, thumb, reason);
        around.tell('feedback', { id, thumb, reason });
        around.share();
      } catch (error) {
        failed(error);
        act({ change: { key, thumb: before } });
      }
    },
    clear: async () => {
      try {
        await api.clear();
      } catch (error) {
        if (failed(error).code !== 'expired') return act({ notice: 'uncleared' });
        api.forget();
      }
      act({ turns: [], notice: '', unread: 0 });
      around.share();
    },
  };
};
