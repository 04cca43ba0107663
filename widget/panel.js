/** The panel: heading, log of turns, input. */

import { asText, button, cardView, chips, icon, make, put } from './card.js';
import { STARTERS, fill } from './strings.js';

const MOST = 500; // characters of a question, as on the server

/** @type {T.MakePanel} */
export const panel = (t, deeds, { heading, greeting, draft }) => {
  /** @type {Map<string, ReturnType<T.MakeTurn>>} */
  const views = new Map();
  let [waiting, newest] = [false, ''];

  const log = make('div', { role: 'log', 'aria-live': 'polite' });
  const status = make('div', { role: 'status', class: 'status' });
  const notice = make('div', { role: 'alert', class: 'notice' });
  const confirm = make('div', { class: 'notice' });
  const intro = make('div', {}, make('p', {}, greeting), chips(STARTERS.map((text) => ({ title: text, text })), t.next, deeds.ask));
  const scroll = make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t.messages }, intro, log, status);
  const count = make('span', { id: 'count', class: 'count' });
  const send = button('send', t.send, (event) => submit(event), icon('send'));

  const typed = () => {
    const left = MOST - [...input.value.trim()].length;
    count.textContent = left > 100 ? '' : fill(left < 0 ? t.over : t.left, Math.abs(left));
    input.ariaInvalid = String(left < 0);
    deeds.draft(input.value);
  };
  const fit = () => {
    root.style.setProperty('--height', `${visualViewport?.height}px`);
    root.style.setProperty('--top', `${visualViewport?.offsetTop}px`);
    typed();
  };
  /** @type {(event: Event) => void} */
  const submit = (event) => {
    const text = input.value.trim();
    event.preventDefault();
    input.focus();
    if (!text || waiting || input.ariaInvalid === 'true') return;
    input.value = '';
    deeds.ask(text, 'typed');
    typed();
  };
  const input = make('textarea', { rows: 1, part: 'input', 'aria-label': t.input, 'aria-describedby': 'count', placeholder: t.hint, enterkeyhint: 'send', input: typed,
    // In an input method, Enter ends a word; Safari tells by code 229.
    keydown: (event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229 && submit(event) });
  input.value = draft;

  const shut = () => {
    put(confirm);
    input.focus();
  };
  const clear = () => {
    const no = button('chip', t.no, shut);
    put(confirm, make('div', { role: 'alertdialog', 'aria-label': t.sure }, make('p', {}, t.sure), no, button('chip', t.yes, () => (shut(), deeds.clear()))));
    no.focus();
  };
  const root = make('dialog', { class: 'panel', part: 'panel', 'aria-labelledby': 'heading', lang: t.lang },
    make('div', { class: 'head', part: 'header' }, make('span', { class: 'mark' }, icon('chat')), make('h2', { id: 'heading' }, heading), button('icon', t.clear, clear, icon('clear')), button('icon', t.close, deeds.close, icon('close'))),
    notice, scroll, confirm, make('form', { part: 'composer' }, input, count, send));

  return {
    root,
    input,
    fit,
    show: ({ turns, notice: told }) => {
      for (const [key, { node }] of views) if (!turns.some((turn) => turn.key === key)) (node.remove(), views.delete(key));
      turns.forEach((turn, place) => {
        const view = views.get(turn.key) ?? turnView(turn, t, deeds);
        views.set(turn.key, view);
        view.show(turn);
        if (log.children[place] !== view.node) log.insertBefore(view.node, log.children[place] ?? null);
      });
      const last = turns.at(-1);
      const asked = turns.find((turn) => turn.status === 'waiting');
      const said = asked ? (asked.slow ? t.slow : t.working) : '';
      intro.hidden = !!last;
      if (last?.code && !input.value) deeds.draft(last.text);
      waiting = !!asked;
      send.ariaDisabled = String(waiting);
      if (status.textContent !== said) put(status, said && make('i', { class: 'dots' }), said);
      if (notice.dataset.is !== told) put(notice, told && make('p', {}, t[told]), /^[hu]/.test(told) && button('chip', t.retry, () => deeds.mend(told)));
      notice.dataset.is = told;
      const now = last ? last.key + last.status : '';
      const node = log.lastElementChild;
      if (now !== newest && node) requestAnimationFrame(() => (scroll.scrollTop = /** @type {HTMLElement} */ (node).offsetTop - 12));
      newest = now;
    },
  };
};

/** @type {T.MakeTurn} */
const turnView = (first, t, deeds) => {
  const answer = make('div', { part: 'answer', class: 'answer', lang: 'en' });
  const note = make('p', { class: 'note' });
  const node = make('div', { class: 'turn' }, note, make('p', { part: 'question', class: 'question' }, make('span', { class: 'hidden' }, t.you), first.text), answer);
  /** @type {T.Turn | undefined} */
  let shown;

  /** @type {(thumb: 'up' | 'down') => HTMLElement} */
  const thumb = (thumb) => {
    const node = button('icon', t[thumb], () => shown && deeds.rate(shown, shown.thumb === thumb ? '' : thumb), icon('up'));
    node.dataset.thumb = thumb;
    return node;
  };
  /** @type {(card: T.Card) => HTMLElement} */
  const tools = (card) => {
    const copy = button('icon', t.copy, async () => {
      await navigator.clipboard.writeText(asText(card, t));
      copy.ariaLabel = t.copied;
      put(copy, t.copied);
    }, icon('copy'));
    return make('div', { class: 'tools', lang: t.lang }, thumb('up'), thumb('down'), navigator.clipboard && copy);
  };
  /** @type {(turn: T.Turn, code: T.Code) => HTMLElement} */
  const failure = ({ key, until }, code) => {
    const again = button('chip', '', () => until <= Date.now() && deeds.retry(key));
    const count = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      again.textContent = left > 0 ? fill(t.wait, left) : t.retry;
      again.ariaDisabled = String(left > 0);
      if (left > 0) setTimeout(count, 500);
    };
    count();
    return make('div', { class: 'failure', lang: t.lang }, make('p', {}, t[code] ?? t.server), make('div', { 'aria-live': 'off' }, again));
  };
  return {
    node,
    show: (turn) => {
      const { card, code, status } = turn;
      note.textContent = turn.renewed ? t.expired : '';
      if (status !== shown?.status) {
        if (code) put(answer, failure(turn, code));
        else put(answer, ...(card ? [...cardView(card, t), tools(card), chips(card.suggestions, t.next, deeds.ask)] : []));
      }
      for (const node of answer.querySelectorAll('[data-thumb]')) node.ariaPressed = String(node.getAttribute('data-thumb') === turn.thumb);
      shown = turn;
    },
  };
};
