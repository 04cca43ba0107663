/** A question with its answer, or why there is none. */

import { asText, cardView, chips } from './card.js';
import { button, icon, make, put } from './dom.js';
import { fill } from './strings.js';

const BRIEF = 2000; // milliseconds for which "Copied" stands
const LONG = 160; // characters from which a question is not shown whole

// What is announced: the title, the answer in a sentence, and what else there is.
/** @type {(card: T.Card, t: T.Words) => string} */
export const spoken = ({ title, text, outline, table, bars, before }, t) => {
  const charted = outline.charts.reduce((sum, { bars }) => sum + bars.length, 0) || bars.length;
  const rows = outline.facts.rows.length || table.rows.length;
  const first = outline.lead || /^.*?[.!?](?=\s|$)|^.*/.exec(text)?.[0] || '';
  return [title && `${title}.`, before, first, charted && fill(t.with_bars, charted), rows && fill(t.with_rows, rows)]
    .filter((part) => part)
    .join(' ');
};

// What is offered besides: nothing that stands on a button of the card already.
/** @type {(card: T.Card) => T.Suggestion[]} */
const furtherOf = ({ suggestions, outline: { charts, groups } }) => {
  const offered = [
    ...groups.flatMap(({ chips }) => chips),
    ...charts.flatMap(({ bars }) => bars.map(({ ask: text }) => ({ text }))),
  ];
  return suggestions.filter(({ text }) => !offered.some((item) => item.text === text));
};

/** @type {T.MakeTurn} */
export const turnView = (first, words, deeds, say) => {
  const t = words();
  const answer = make('div', { part: 'answer', class: 'answer', lang: 'en', dir: 'ltr' });
  const note = make('p', { class: 'note' });
  const question = make(
    'p',
    { part: 'question', class: 'question', tabindex: -1 },
    make('span', { class: 'hidden' }, t.you),
    first.text,
  );
  const node = make('div', { class: 'turn' }, note, question, answer);
  /** @type {T.Turn | undefined} */
  let shown;
  if (first.text.length > LONG) {
    question.classList.add('long');
    question.tabIndex = 0;
  }

  const reasons = make('div', { class: 'reasons', lang: t.lang });
  /** @type {(thumb: T.Thumb, reason?: string) => void} */
  const rate = (thumb, reason) => {
    if (!shown) return;
    deeds.rate(shown, thumb, reason);
    if (thumb === 'down' && !reason) {
      put(
        reasons,
        make('p', {}, t.why),
        ...['wrong', 'other', 'unclear', 'missing'].map((reason) =>
          button('chip', t[/** @type {keyof T.Words} */ (`why_${reason}`)], () => rate('down', reason)),
        ),
      );
    } else put(reasons, thumb && make('p', { tabindex: -1 }, t.thanks));
    if (reason) reasons.querySelector('p')?.focus();
    say(reasons.querySelector('p')?.textContent ?? '');
  };
  /** @type {(thumb: 'up' | 'down') => HTMLElement} */
  const thumb = (thumb) => {
    const node = button('icon', t[thumb], () => rate(shown?.thumb === thumb ? '' : thumb), icon('up'));
    node.dataset.thumb = thumb;
    return node;
  };
  /** @type {(card: T.Card) => HTMLElement} */
  const copier = (card) => {
    const node = button(
      'icon',
      t.copy,
      async () => {
        const done = await Promise.resolve(navigator.clipboard?.writeText(asText(card, t)) ?? Promise.reject()).then(
          () => true,
          () => false,
        );
        node.title = node.ariaLabel = done ? t.copied : t.uncopied;
        put(node, icon(done ? 'done' : 'close'));
        say(node.title);
        setTimeout(() => {
          node.title = node.ariaLabel = t.copy;
          put(node, icon('copy'));
        }, BRIEF);
      },
      icon('copy'),
    );
    return node;
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
    return make(
      'div',
      { class: code === 'stopped' ? 'failure stopped' : 'failure', lang: t.lang },
      make('p', {}, t[code] ?? t.server),
      again,
    );
  };
  return {
    node,
    show: (turn) => {
      const { card, code, status } = turn;
      note.textContent = turn.renewed ? t.expired : '';
      if (status !== shown?.status) {
        if (code) put(answer, failure(turn, code));
        else if (card) {
          const tools = make('div', { class: 'tools', lang: t.lang }, thumb('up'), thumb('down'), copier(card));
          put(answer, ...cardView(card, t, deeds.ask, tools), reasons, chips(furtherOf(card), t.next, deeds.ask));
        } else put(answer);
      }
      for (const node of answer.querySelectorAll('[data-thumb]'))
        node.ariaPressed = String(node.getAttribute('data-thumb') === turn.thumb);
      shown = turn;
    },
  };
};
