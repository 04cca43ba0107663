/** The element and its button. All else is loaded when the page is idle, or when it is wanted. */

const NAME = 'rolewise-chat';
const COVERS = '(max-width:480px),(max-height:420px)'; // the window then covers the page; as in styles.js
const OBSERVED = ['server', 'heading', 'greeting', 'lang', 'accent', 'open', 'inline', 'privacy'];
const TEXTS = ['server', 'heading', 'greeting', 'position', 'accent', 'theme', 'privacy', 'pageRoles', 'pageCountry'];
const SWITCHES = ['inline', 'keep', 'eventsWithText'];
const LABELS = {
  open: ['Open chat', 'चैट खोलें'],
  close: ['Close chat', 'चैट बंद करें'],
  unread: ['new', 'नए'],
  lost: ['Open chat: it could not be loaded, try again', 'चैट नहीं खुली, फिर कोशिश करें'],
};
const PATHS = { chat: 'M21 12a8 8 0 0 1-12 7l-5 2 2-5a8 8 0 1 1 15-4z', close: 'M18 6 6 18M6 6l12 12' };
// The page's rules win over :host, unless it says !important; what a page sets to be inherited ends at .box.
const STYLES = `
:host(:not([inline])){all:initial!important;position:fixed!important;z-index:var(--rolewise-z,2147483000)!important;
inset-block:auto var(--gap)!important;inset-inline:auto var(--gap)!important;color-scheme:inherit!important}
:host{display:block!important;--gap:var(--rolewise-offset,20px);--accent:var(--_accent,var(--rolewise-accent,#3f46c8));
--bright:clamp(0,(l - .57)*999,1);--on:oklch(from var(--accent) calc(1 - var(--bright)) 0 0);
--fill:oklch(from var(--accent) calc(min(l,.53) + var(--bright)*(max(l,.65) - min(l,.53))) c h)}
:host([position=left]:not([inline])){inset-inline:var(--gap) auto!important}
:host([inline]){position:relative;height:var(--rolewise-height,40rem);max-height:100%}
:host([hidden]){display:none!important}
.box{all:initial;display:block;color-scheme:inherit;
font:400 var(--rolewise-size,max(15px,.9375rem))/1.5 var(--rolewise-font,system-ui,sans-serif)}
:host([inline]) .box{height:100%}
:host([theme=light]) .box{color-scheme:light}
:host([theme=dark]) .box{color-scheme:dark}
:host([theme=system]) .box{color-scheme:light dark}
.launcher{all:unset;box-sizing:border-box;display:grid;place-items:center;width:3.73em;height:3.73em;border-radius:50%;
cursor:pointer;position:relative;background:var(--fill);color:var(--on);box-shadow:0 4px 20px #0004}
.launcher:focus-visible{outline:2px solid var(--fill);outline-offset:3px}
:host([open]) .launcher{display:none}
svg{width:1.5em;height:1.5em;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.badge{position:absolute;inset-block-start:-.2em;inset-inline-end:-.2em;min-width:1.4em;border-radius:1em;
background:#b3261e;color:#fff;font-size:.85em;font-weight:600;text-align:center}
@media (forced-colors:active){.launcher{border:2px solid}}
@media print{:host,:host(:not([inline])){display:none!important}}
`;

/** On a server there are no elements; the module can be imported there all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});
/** @type {(property: string) => string} */
const attribute = (property) => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** @type {(value: unknown) => boolean} */
const on = (value) => !/^(null|undefined|false)$/.test(String(value));

export class RolewiseChat extends Base {
  static observedAttributes = OBSERVED;
  /** @type {T.Chat | undefined} */ #chat;
  /** @type {Promise<T.Chat | undefined> | undefined} */ #loading;
  #stop = new AbortController();
  #unread = 0;
  #lost = false;
  #home = false; // put into the page by the script or by mount
  #box = Object.assign(document.createElement('div'), { className: 'box' });
  #launcher = Object.assign(document.createElement('button'), { className: 'launcher', type: 'button' });
  #covers = matchMedia(COVERS);

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#box);
    this.#launcher.part.add('launcher');
    this.#launcher.addEventListener('click', () => this.toggle());
  }

  /** The chat of this page, made if there is none, with attributes as of the options. @param {Record<string, unknown>} options */
  static mount(options = {}, parent = document.body) {
    const found = document.querySelector(NAME);
    const chat = /** @type {RolewiseChat} */ (found ?? document.createElement(NAME));
    for (const [name, value] of Object.entries(options)) write(chat, attribute(name), value);
    chat.#home = true;
    if (!found) parent.append(chat);
    return chat;
  }

  /** Takes the chat off the page. */
  static unmount() {
    const chat = /** @type {RolewiseChat | null} */ (document.querySelector(NAME));
    if (chat) chat.#home = false;
    chat?.removeAttribute('keep');
    chat?.remove();
  }

  connectedCallback() {
    for (const name of ['open', ...TEXTS, ...SWITCHES]) upgrade(this, name);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const wanted = () => void load();
    for (const event of ['pointerover', 'focusin'])
      this.#launcher.addEventListener(event, wanted, { signal, once: true });
    this.#covers.addEventListener('change', () => this.#chat?.fit(this.#covers.matches), { signal });
    this.#chat?.resume(signal);
    this.#draw();
    if (remembered(this.#server).opened() && !this.#covers.matches) this.open = true;
    if (this.#visible) this.#start();
    else soon(wanted, signal);
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#chat?.pause();
    const kept = this.#home && (on(this.getAttribute('keep')) || this.parentNode);
    // A page that swaps its body took the chat along with it.
    if (kept) queueMicrotask(() => this.isConnected || document.querySelector(NAME) || document.body.append(this));
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (now === 'false')
      this.removeAttribute(name); // Vue writes open="false" before the element is defined
    else if (name === 'accent') this.style.setProperty('--_accent', now);
    else if (name === 'open' || name === 'inline') this.isConnected && this.#toggled();
    else if (name === 'server') this.#restart();
    else this.#chat?.label(this.#labels);
    if (this.isConnected) this.#draw();
  }

  get open() {
    return on(this.getAttribute('open'));
  }

  set open(open) {
    write(this, 'open', on(open));
  }

  show() {
    this.open = true;
    return this.#start().then((chat) => chat?.focus());
  }

  hide() {
    this.open = false;
    this.#launcher.focus();
  }

  toggle() {
    if (this.open) this.hide();
    else this.show();
  }

  /** Opens the chat and asks; false where nothing was sent. @param {string} text */
  async ask(text) {
    this.open = true;
    return (await this.#start())?.ask(String(text), 'page') ?? false;
  }

  /** Deletes the conversation, without asking. */
  async clear() {
    await (await this.#start())?.clear();
  }

  get #visible() {
    return this.open || on(this.getAttribute('inline'));
  }

  get #server() {
    return this.getAttribute('server') || new URL('..', import.meta.url).href;
  }

  get #labels() {
    const lang = this.lang || document.documentElement.lang;
    return {
      lang,
      heading: this.#text('heading'),
      greeting: this.#text('greeting'),
      privacy: this.#text('privacy'),
      roles: this.#page.roles,
    };
  }

  get #page() {
    const roles = this.#text('page-roles')
      .split(',')
      .map((role) => role.trim())
      .filter((role) => role);
    return { roles: roles.slice(0, 5), country: this.#text('page-country') };
  }

  /** @param {string} name */
  #text(name) {
    return this.getAttribute(name)?.slice(0, 500) ?? '';
  }

  #toggled() {
    remembered(this.#server).open(this.open);
    if (this.#visible) this.#start();
    else this.#chat?.show(false, false);
  }

  /** Loads the chat and shows it, if it is to be seen. @returns {Promise<T.Chat | undefined>} */
  #start() {
    this.#loading ??= load()
      .then(({ start }) => start(this.#around()))
      .then((chat) => {
        this.#chat = chat;
        this.#chat.resume(this.#stop.signal);
        this.#box.append(this.#chat.root);
        this.#lost = false;
        return this.#chat;
      })
      .catch((error) => {
        this.#loading = undefined;
        this.#lost = true;
        this.open = false;
        console.error(error);
        return undefined;
      });
    return this.#loading.then((chat) => {
      if (this.isConnected) chat?.show(this.#visible, this.#covers.matches && !on(this.getAttribute('inline')));
      this.#draw();
      return chat;
    });
  }

  #restart() {
    if (!this.#loading) return;
    this.#chat?.pause();
    this.#chat?.root.remove();
    this.#chat = this.#loading = undefined;
    if (this.#visible) this.#start();
  }

  /** @returns {T.Around} */
  #around() {
    return {
      host: this,
      server: this.#server,
      labels: this.#labels,
      page: () => this.#page,
      seen: () => this.#visible && !document.hidden,
      hide: () => this.hide(),
      shut: () => (this.open = false),
      unread: (count) => {
        this.#unread = count;
        this.#draw();
      },
      tell: (event, { text, ...detail }) => {
        if (text && on(this.getAttribute('events-with-text'))) detail.text = text;
        this.dispatchEvent(new CustomEvent(`rolewise-${event}`, { bubbles: true, composed: true, detail }));
      },
    };
  }

  #draw() {
    const hindi = /^hi\b/i.test(this.#labels.lang) ? 1 : 0;
    const label = LABELS[this.open ? 'close' : this.#lost ? 'lost' : 'open'][hindi];
    const node = this.#launcher;
    node.ariaLabel = node.title = [label, ...(this.#unread ? [`${this.#unread} ${LABELS.unread[hindi]}`] : [])].join(
      ', ',
    );
    node.ariaExpanded = String(this.open);
    node.replaceChildren(drawing(PATHS.chat), ...(this.#unread ? [badge(this.#unread)] : []));
    if (on(this.getAttribute('inline'))) node.remove();
    else if (node.parentNode !== this.#box) this.#box.prepend(node);
  }
}

/** @type {Promise<{start: T.Start}> | undefined} */
let module;
const load = () =>
  (module ??= import('./chat.js').catch((error) => {
    module = undefined;
    throw error;
  }));

/** Once the page has nothing else to do. @type {(work: () => void, signal: AbortSignal) => void} */
const soon = (work, signal) => {
  const later = () => signal.aborted || (globalThis.requestIdleCallback ?? setTimeout)(() => signal.aborted || work());
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { signal, once: true });
};

// Whether the chat was open on this tab's last page.
/** @type {(server: string) => {opened(): boolean, open(open: boolean): void}} */
const remembered = (server) => {
  const key = `rolewise:${server}:open`;
  /** @type {<V>(use: (shelf: Storage) => V) => V | undefined} */
  const guarded = (use) => {
    try {
      return use(sessionStorage);
    } catch {
      return undefined; // storage is blocked
    }
  };
  return {
    opened: () => guarded((shelf) => shelf.getItem(key) === '1') ?? false,
    open: (open) => guarded((shelf) => (open ? shelf.setItem(key, '1') : shelf.removeItem(key))),
  };
};

/** @type {(node: HTMLElement, name: string, value: unknown) => void} */
const write = (node, name, value) => {
  if (!on(value)) node.removeAttribute(name);
  else if (value !== true || !node.hasAttribute(name)) node.setAttribute(name, value === true ? '' : String(value));
};

/** What a page set before the element was defined would hide the class's own. @type {(node: any, name: string) => void} */
const upgrade = (node, name) => {
  if (!Object.hasOwn(node, name)) return;
  const value = node[name];
  delete node[name];
  node[name] = value;
};

/** @type {(path: string) => SVGElement} */
const drawing = (path) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS(svg.namespaceURI, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  svg.append(line);
  return /** @type {SVGElement} */ (svg);
};

/** @type {(count: number) => HTMLElement} */
const badge = (count) => {
  const node = Object.assign(document.createElement('span'), { className: 'badge', textContent: String(count) });
  node.part.add('badge');
  return node;
};

for (const property of [...TEXTS, ...SWITCHES]) {
  const [name, text] = [attribute(property), TEXTS.includes(property)];
  Object.defineProperty(RolewiseChat.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(name);
      return text ? (value ?? '') : on(value);
    },
    set(value) {
      write(this, name, text ? value : on(value));
    },
  });
}

/** The tag that loaded this file: by its address, by a mark, or by its name where the address was redirected. */
const tag = () => {
  const scripts = [...document.scripts];
  return (
    scripts.find(({ src }) => src === import.meta.url) ??
    document.querySelector('script[data-rolewise]') ??
    scripts.find(({ src }) => src.split(/[?#]/)[0]?.endsWith('/rolewise-chat.js'))
  );
};

const begin = () => {
  const script = /** @type {HTMLElement | undefined} */ (tag());
  if (!script || document.querySelector(NAME)) return;
  const given = [...script.attributes].filter(({ name }) => /^data-(?!rolewise$)/.test(name));
  RolewiseChat.mount(Object.fromEntries(given.map(({ name, value }) => [name.slice(5), value])));
};

/** @type {() => void} */
const once = () => {
  if (document.body) return begin();
  const watcher = new MutationObserver(() => {
    if (!document.body) return;
    watcher.disconnect();
    begin();
  });
  watcher.observe(document.documentElement, { childList: true });
};

if (globalThis.customElements && !customElements.get(NAME)) {
  customElements.define(NAME, RolewiseChat);
  Object.assign(globalThis, { RolewiseChat });
  once();
}
