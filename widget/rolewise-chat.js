/** The element: attributes in, events out. */

import { button, icon, make, put } from './card.js';
import { panel } from './panel.js';
import { fill, words } from './strings.js';
import { SHEET } from './styles.js';
import { api, conversation, shelf } from './talk.js';

const COVERING = '(max-width:480px),(max-height:420px)'; // as in styles.js

/** Where cookies are blocked, Firefox throws. @type {(name: string) => BroadcastChannel | undefined} */
const channel = (name) => {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
};

class RolewiseChat extends HTMLElement {
  static observedAttributes = ['server', 'heading', 'greeting', 'lang', 'accent', 'open', 'inline'];
  /** @type {T.Panel | undefined} */ #panel;
  /** @type {T.Conversation | undefined} */ #talk;
  /** @type {BroadcastChannel | undefined} */ #tabs;
  #loaded = false;
  #stop = new AbortController();
  #root = this.attachShadow({ mode: 'open' });
  #launcher = button('launcher', '', () => this.toggle(), icon('chat'));

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#root.adoptedStyleSheets = [SHEET];
    // What a page set before the element was defined would hide the property of the class.
    if (Object.hasOwn(this, 'open')) {
      const { open } = this;
      Reflect.deleteProperty(this, 'open');
      this.open = open;
    }
    this.addEventListener('keydown', (event) => event.key === 'Escape' && !this.#inline && this.hide(), { signal });
    for (const event of ['offline', 'online']) addEventListener(event, () => this.#talk?.act({ notice: navigator.onLine ? '' : 'offline' }), { signal });
    for (const event of ['resize', 'scroll']) visualViewport?.addEventListener(event, () => this.#panel?.fit(), { signal });
    this.#start();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#tabs?.close();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.#panel || before === now) return;
    if (name === 'open') this.#toggled();
    else this.#start();
  }

  // Vue writes open="false" where the element is not defined yet.
  get open() {
    return !/^(null|false)$/.test(String(this.getAttribute('open')));
  }

  set open(open) {
    if (Boolean(open) !== this.open) open ? this.setAttribute('open', '') : this.removeAttribute('open');
  }

  show() {
    this.open = true;
    this.#panel?.input.focus();
  }

  hide() {
    this.open = false;
    this.#launcher.focus();
  }

  toggle() {
    this.#visible ? this.hide() : this.show();
  }

  /** @param {string} text */
  async ask(text) {
    this.show();
    return this.#talk?.ask(String(text), 'page');
  }

  async clear() {
    await this.#talk?.clear();
  }

  get #inline() {
    return this.hasAttribute('inline');
  }

  get #visible() {
    return this.#inline || this.open;
  }

  get #words() {
    return words(this.lang || document.documentElement.lang);
  }

  #start() {
    const server = this.getAttribute('server') || new URL('..', import.meta.url).href;
    const key = `rolewise:${server}`;
    const tabs = channel(key);
    const draft = shelf('sessionStorage', key);
    const t = this.#words;
    this.#tabs?.close();
    const talk = conversation(api(server, shelf('localStorage', key)), {
      changed: (state) => talk === this.#talk && this.#show(state),
      tell: (event, detail) => this.#tell(event, detail),
      seen: () => this.#visible && !document.hidden,
      page: () => this.#page,
      share: () => tabs?.postMessage(0),
    });
    if (tabs) tabs.onmessage = () => this.#loaded && talk.load();
    [this.#tabs, this.#talk, this.#loaded] = [tabs, talk, false];
    this.#panel = panel(t, { ...talk, mend: (notice) => (notice === 'history' ? talk.load() : talk.clear()), close: () => this.hide(), draft: draft.set },
      { heading: this.getAttribute('heading') || t.heading, greeting: this.getAttribute('greeting') || t.greeting, draft: draft.get() ?? '' });
    this.#root.replaceChildren(...(this.#inline ? [] : [this.#launcher]), this.#panel.root);
    this.style.setProperty('--_accent', this.getAttribute('accent'));
    this.#toggled();
  }

  /** @param {T.State} state */
  #show(state) {
    const [t, open, launcher, { unread }] = [this.#words, this.#visible, this.#launcher, state];
    this.#panel?.show(state);
    launcher.ariaLabel = launcher.title = (open ? t.close : t.open) + (unread ? `, ${fill(t.unread, unread)}` : '');
    launcher.ariaExpanded = String(open);
    put(launcher, icon(open ? 'close' : 'chat'), unread > 0 && make('span', { class: 'badge', part: 'badge' }, String(unread)));
  }

  #toggled() {
    const [{ root, fit }, talk, open] = [/** @type {T.Panel} */ (this.#panel), this.#talk, this.#visible];
    if (open !== root.open) {
      if (!open) root.close();
      else if (!this.#inline && matchMedia(COVERING).matches) root.showModal();
      else root.show();
      this.#tell(open ? 'open' : 'close', {});
    }
    talk?.act(open ? { unread: 0 } : {});
    if (open && !this.#loaded) talk?.load();
    this.#loaded ||= open;
    fit();
  }

  get #page() {
    const [roles, country] = ['page-roles', 'page-country'].map((name) => this.getAttribute(name)?.slice(0, 500));
    return roles || country ? { page: { roles: roles?.split(',').map((role) => role.trim()).filter((role) => role).slice(0, 5) ?? [], ...(country && { country }) } } : {};
  }

  /** @param {string} event @param {Record<string, unknown>} detail */
  #tell(event, { text, ...detail }) {
    if (text && this.hasAttribute('events-with-text')) detail.text = text;
    this.dispatchEvent(new CustomEvent(`rolewise-${event}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get('rolewise-chat')) {
  customElements.define('rolewise-chat', RolewiseChat);
  const script = [...document.scripts].find(({ src }) => src === import.meta.url);
  if (script && !document.querySelector('rolewise-chat')) {
    const chat = document.createElement('rolewise-chat');
    for (const { name, value } of script.attributes) if (name.startsWith('data-')) chat.setAttribute(name.slice(5), value);
    document.body.append(chat);
  }
}
