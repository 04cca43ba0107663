/** The window: head, turns, input. */

import { chips } from './card.js';
import { completer } from './complete.js';
import { button, icon, make, put } from './dom.js';
import { fill } from './strings.js';
import { spoken, turnView } from './turn.js';

const MOST = 500; // characters of a question, as on the server
const KEPT = 50; // turns that the server's history has at most
const NEAR = 12; // pixels above a turn that is scrolled to

/** @type {T.MakePanel} */
export const panel = (t, deeds, setting) => {
  /** @type {Map<string, ReturnType<T.MakeTurn>>} */
  let views = new Map();
  /** @type {T.State} */
  let state = { turns: [], notice: '', unread: 0 };
  /** @type {T.Directory} */
  let known = { roles: [], countries: [], country: '' };
  let [newest, keyboard, touch, saying] = ['', false, false, false];
  /** @type {Set<string>} */
  const awaited = new Set(); // keys of turns whose answers are announced

  const log = make('div', { role: 'log', 'aria-live': 'off' });
  const status = make('div', { role: 'status', class: 'status' });
  const news = make('div', { role: 'status', class: 'hidden' });
  const notice = make('div', { role: 'alert', class: 'notice' });
  const confirm = make('div', { class: 'notice' });
  const intro = make('div', { class: 'intro' });
  const scroll = make('div', { class: 'scroll', tabindex: 0, role: 'region' }, intro, log, status);
  const count = make('span', { id: 'count', class: 'count' });
  const list = make('div', { id: 'roles', role: 'listbox', class: 'roles', hidden: '' });
  const heading = make('h2', { id: 'heading' });
  const country = make('select', {
    class: 'country',
    part: 'country',
    hidden: '',
    change: () => {
      const found = known.countries.find(({ code }) => code === country.value);
      if (found) deeds.country(found);
    },
  });
  const input = make('textarea', {
    rows: 1,
    part: 'input',
    dir: 'auto',
    'aria-describedby': 'count',
    enterkeyhint: 'send',
    'aria-autocomplete': 'list',
    'aria-controls': 'roles',
    input: () => typed(true),
    keydown: (event) => pressed(event),
  });
  const roles = completer(
    input,
    list,
    () => known.roles,
    (found) => say(found ? fill(t.roles, found) : ''),
  );
  const wide = button(
    'icon wide',
    '',
    () => wide.setAttribute('aria-pressed', String(root.classList.toggle('broad'))),
    icon('wide'),
  );
  const tools = {
    clear: button('icon', '', () => clear(), icon('clear')),
    close: button('icon shut', '', deeds.hide, icon('close')),
  };
  const send = button('send', '', (event) => (waiting() ? deeds.stop() : submit(event)), icon('send'));
  const form = make('form', { part: 'composer', submit: (event) => submit(event) }, input, send);

  const waiting = () => state.turns.some((turn) => turn.status === 'waiting');
  /** @type {(text: string) => void} */
  const say = (text) => {
    if (news.textContent !== text) put(news, text);
  };
  /** @type {(looking?: boolean) => void} */
  const typed = (looking) => {
    const length = [...input.value.trim()].length;
    const left = MOST - length;
    count.textContent = saying ? t.busy_typing : left > 100 ? '' : fill(left < 0 ? t.over : t.left, Math.abs(left));
    input.ariaInvalid = String(left < 0);
    send.ariaDisabled = String(!waiting() && (!length || left < 0));
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
    if (!looking) return;
    deeds.draft(input.value);
    roles.look();
  };
  const fit = () => {
    root.style.setProperty('--height', `${visualViewport?.height}px`);
    root.style.setProperty('--top', `${visualViewport?.offsetTop}px`);
    typed();
  };
  /** @type {(event: Event) => void} */
  const submit = (event) => {
    event.preventDefault();
    saying = waiting() && !!input.value.trim();
    if (!touch || root.contains(event.target instanceof Node ? event.target : null)) input.focus();
    if (send.ariaDisabled === 'true' || waiting()) return typed();
    const text = input.value;
    input.value = '';
    roles.close();
    deeds.draft('');
    deeds.ask(text, 'typed');
    typed();
  };
  /** @type {(event: KeyboardEvent) => void} */
  const pressed = (event) => {
    // In an input method, Enter ends a word and Escape drops it; Safari tells by code 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (roles.key(event)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) submit(event);
  };
  const shut = () => {
    put(confirm);
    input.focus();
  };
  const clear = () => {
    const no = button('chip', t.no, shut);
    const yes = button('chip', t.yes, () => {
      shut();
      deeds.clear();
    });
    put(confirm, make('div', { role: 'alertdialog', 'aria-label': t.sure }, make('p', {}, t.sure), no, yes));
    no.focus();
  };
  /** One step back: the list, the question whether to delete, the window. */
  const back = () => {
    if (!list.hidden) roles.close();
    else if (confirm.firstChild) shut();
    else if (!setting.inline()) deeds.hide();
  };
  const root = make(
    'dialog',
    {
      class: 'panel',
      part: 'panel',
      'aria-labelledby': 'heading',
      cancel: (event) => {
        event.preventDefault();
        back();
      },
      keydown: (event) => {
        keyboard = true;
        if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        event.stopPropagation();
        back();
      },
      pointerdown: (event) => {
        [keyboard, touch] = [false, event.pointerType === 'touch'];
      },
    },
    make(
      'div',
      { class: 'head', part: 'header' },
      make('span', { class: 'mark' }, icon('chat')),
      make('div', { class: 'names' }, heading, country),
      wide,
      tools.clear,
      tools.close,
    ),
    notice,
    scroll,
    confirm,
    list,
    count,
    form,
    news,
  );

  // The focus goes on with the talk: to the input, or, where that would raise a keyboard, to what is new.
  /** @type {(had: Element | null) => void} */
  const refocus = (had) => {
    if (!had || (had.isConnected && had.getClientRects().length)) return;
    const title = log.lastElementChild?.querySelector('.question');
    if ((keyboard || touch) && title instanceof HTMLElement) title.focus({ preventScroll: true });
    else input.focus({ preventScroll: true });
  };
  const active = () => {
    const shadow = root.getRootNode();
    return shadow instanceof ShadowRoot && root.contains(shadow.activeElement) ? shadow.activeElement : null;
  };
  /** @type {(turn: T.Turn) => void} */
  const announce = (turn) => {
    if (turn.status === 'waiting') awaited.add(turn.key);
    else if (awaited.delete(turn.key)) say(turn.card ? spoken(turn.card, t) : t[turn.code || 'server']);
  };
  /** @type {(to: HTMLElement, smooth: boolean) => void} */
  const reach = (to, smooth) => {
    requestAnimationFrame(() => scroll.scrollTo({ top: to.offsetTop - NEAR, behavior: smooth ? 'smooth' : 'instant' }));
  };

  const introduce = () => {
    const [first, second] = setting.roles.map((role) => role.replace(/-/g, ' '));
    const starters = second
      ? [
          fill(t.start_pair, first ?? '', second),
          fill(t.start_pay_pair, first ?? '', second),
          fill(t.start_skills, first ?? ''),
        ]
      : first
        ? [fill(t.start_pay, first), fill(t.start_does, first), fill(t.start_skills, first)]
        : t.starters.split('|');
    put(
      intro,
      make('p', {}, setting.greeting || t.greeting),
      chips(
        starters.map((text) => ({ title: text, text })),
        t.next,
        deeds.ask,
      ),
      make(
        'p',
        { class: 'trust' },
        t.trust,
        setting.privacy &&
          make('a', { href: setting.privacy, target: '_blank', rel: 'noopener noreferrer' }, t.privacy),
      ),
    );
  };
  /** @type {T.Panel['label']} */
  const label = (labels, { roles, ...given }) => {
    [t, setting] = [labels, { ...setting, ...given, roles }];
    root.lang = t.lang;
    heading.textContent = given.heading || t.heading;
    scroll.ariaLabel = t.messages;
    list.ariaLabel = t.suggestions;
    input.ariaLabel = t.input;
    input.placeholder = t.hint;
    country.ariaLabel = t.figures;
    for (const [node, text] of /** @type {[HTMLElement, string][]} */ ([
      [wide, t.wide],
      [tools.clear, t.clear],
      [tools.close, t.close],
    ]))
      node.title = node.ariaLabel = text;
    introduce();
    for (const { node } of views.values()) node.remove();
    views = new Map();
    show(state);
  };
  /** @type {T.Panel['show']} */
  const show = (now) => {
    const had = active();
    const first = !state.turns.length;
    state = now;
    const { turns, notice: told } = state;
    for (const [key, { node }] of views)
      if (!turns.some((turn) => turn.key === key)) (node.remove(), views.delete(key));
    turns.forEach((turn, place) => {
      const view = views.get(turn.key) ?? turnView(turn, () => t, deeds, say);
      views.set(turn.key, view);
      view.show(turn);
      announce(turn);
      if (log.children[place] !== view.node) log.insertBefore(view.node, log.children[place] ?? null);
    });
    const last = turns.at(-1);
    const asked = turns.find((turn) => turn.status === 'waiting');
    const said = asked ? (asked.slow ? t.slow : t.working) : '';
    intro.hidden = !!last;
    saying &&= !!asked;
    if (last?.code && !input.value) deeds.draft(last.text);
    // What stands in the input from before a reload was answered after all.
    if (last?.card && first && !awaited.size && input.value.trim() === last.text.trim()) input.value = '';
    if (status.textContent !== said)
      put(status, said && make('i', { class: 'dots', 'aria-hidden': 'true' }, make('b'), make('b'), make('b')), said);
    if (notice.dataset.is !== told)
      put(
        notice,
        told && make('p', {}, t[told]),
        /^[hu]/.test(told) && button('chip', t.retry, () => deeds.mend(told)),
      );
    notice.dataset.is = told;
    scroll.classList.toggle('cut', turns.length >= KEPT && !turns[0]?.key.startsWith('mine'));
    scroll.dataset.cut = t.cut;
    send.title = send.ariaLabel = asked ? t.stop : t.send;
    put(send, icon(asked ? 'stop' : 'send'));
    settle(last);
    typed();
    const at = last ? last.key + last.status : '';
    const node = log.lastElementChild;
    if (at !== newest && node instanceof HTMLElement) reach(node, !first);
    newest = at;
    refocus(had);
  };
  /** The country of the last answer is the one in play. @type {(last: T.Turn | undefined) => void} */
  const settle = (last) => {
    const code =
      state.turns.findLast(({ card }) => card?.country)?.card?.country || country.dataset.chosen || known.country;
    if (known.countries.some((item) => item.code === code) && last?.status !== 'waiting') country.value = code;
  };
  label(t, setting);
  input.value = setting.draft;

  return {
    root,
    fit,
    show,
    label,
    focus: () => input.focus(),
    know: (directory) => {
      known = directory;
      put(
        country,
        ...known.countries.map(({ code, name }) => make('option', { value: code }, fill(t.figures_for, name))),
      );
      country.hidden = known.countries.length < 2;
      settle(undefined);
    },
  };
};
