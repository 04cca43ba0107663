/** The chat behind the button: the conversation and its window, put together for one element. */

import { panel } from './panel.js';
import { readDirectory } from './read.js';
import { words } from './strings.js';
import { SHEET } from './styles.js';
import { api, conversation, shelf } from './talk.js';

/** Where cookies are blocked, Firefox throws. @type {(name: string) => BroadcastChannel | undefined} */
const channel = (name) => {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
};

/** @type {T.Start} */
export const start = async (around) => {
  const t = await words(around.labels);
  const { server, host } = around;
  const key = `rolewise:${server}`;
  const draft = shelf('sessionStorage', key);
  const tabs = channel(key);
  const root = /** @type {ShadowRoot} */ (host.shadowRoot);
  let [loaded, chosen] = [false, ''];
  /** @type {Promise<void> | undefined} */
  let known;

  const talk = conversation(api(server, shelf('localStorage', key)), {
    changed: (state) => {
      view.show(state);
      around.unread(state.unread);
    },
    tell: around.tell,
    seen: around.seen,
    share: () => tabs?.postMessage(0),
    page: () => {
      const { roles, country } = around.page();
      const page = { roles, ...((chosen || country) && { country: chosen || country }) };
      return roles.length || page.country ? { page } : {};
    },
  });
  const view = panel(
    t,
    {
      ...talk,
      hide: around.hide,
      draft: draft.set,
      mend: (notice) => (notice === 'history' ? talk.load() : talk.clear()),
      country: ({ code, text }) => {
        chosen = code;
        if (talk.begun()) talk.ask(text, 'suggestion');
      },
    },
    { ...around.labels, draft: draft.get() ?? '', inline: () => host.hasAttribute('inline') },
  );
  if (tabs) tabs.onmessage = () => loaded && talk.load();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, SHEET];

  /** Without the focus going there: not asked for, it stays where it is. @type {(covering: boolean) => void} */
  const raise = (covering) => (covering ? view.root.showModal() : view.root.setAttribute('open', ''));
  view.root.addEventListener('close', () => !view.root.open && host.hasAttribute('open') && around.shut()); // by Android's back
  const modal = () => view.root.matches(':modal');

  return {
    root: view.root,
    ask: (text, origin) => talk.ask(text, origin),
    clear: talk.clear,
    focus: view.focus,
    label: async (labels) => view.label(await words(labels), labels),
    show: (open, covering) => {
      if (open !== view.root.open) {
        if (open) raise(covering);
        else view.root.close();
        around.tell(open ? 'open' : 'close', {});
      } else if (open && covering !== modal()) {
        view.root.close();
        raise(covering);
      }
      talk.act(open ? { unread: 0 } : {});
      if (open && !loaded) talk.load();
      if (open)
        known ??= talk
          .directory()
          .then((raw) => view.know(readDirectory(raw)))
          .catch(() => (known = undefined));
      loaded ||= open;
      view.fit();
    },
    fit: (covers) => {
      const covering = covers && !host.hasAttribute('inline');
      if (!view.root.open || covering === modal()) return;
      const focused = /** @type {HTMLElement | null} */ (root.activeElement);
      view.root.close();
      raise(covering);
      focused?.focus();
    },
    resume: (signal) => {
      const net = () => {
        talk.act({ notice: navigator.onLine ? '' : 'offline' });
        if (navigator.onLine) talk.again();
      };
      for (const event of ['offline', 'online']) addEventListener(event, net, { signal });
      for (const event of ['resize', 'scroll']) visualViewport?.addEventListener(event, view.fit, { signal });
    },
    pause: () => view.root.close(),
  };
};
