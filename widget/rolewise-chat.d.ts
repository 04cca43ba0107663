/** What a page may use of the chat. */

export interface RolewiseOptions {
  server?: string;
  heading?: string;
  greeting?: string;
  lang?: string;
  position?: 'right' | 'left';
  accent?: string;
  theme?: 'auto' | 'light' | 'dark' | 'system';
  privacy?: string;
  pageRoles?: string | string[];
  pageCountry?: string;
  open?: boolean;
  inline?: boolean;
  keep?: boolean;
  eventsWithText?: boolean;
}

export interface RolewiseEvents {
  'rolewise-open': CustomEvent<Record<string, never>>;
  'rolewise-close': CustomEvent<Record<string, never>>;
  'rolewise-question': CustomEvent<{ origin: string; length: number; text?: string }>;
  'rolewise-answer': CustomEvent<{ id: string; kind: string; missed: string; milliseconds: number; text?: string }>;
  'rolewise-feedback': CustomEvent<{ id: string; thumb: 'up' | 'down' | ''; reason: string }>;
  'rolewise-error': CustomEvent<{ code: string }>;
}

export class RolewiseChat extends HTMLElement {
  /** The chat of this page, made if there is none, with these options. */
  static mount(options?: RolewiseOptions, parent?: Element): RolewiseChat;
  /** Takes the chat off the page for good. */
  static unmount(): void;

  /** Reflects the attribute. */
  open: boolean;
  inline: boolean;
  keep: boolean;
  eventsWithText: boolean;
  server: string;
  heading: string;
  greeting: string;
  position: string;
  accent: string;
  theme: string;
  privacy: string;
  /** Ids, titles or other names, parted by commas. */
  pageRoles: string;
  pageCountry: string;

  /** Opens it and moves the focus there. */
  show(): Promise<void>;
  /** Closes it and goes back to the button. */
  hide(): void;
  toggle(): void;
  /** Opens it and asks. False where nothing was sent: an answer is awaited, or there is no text. */
  ask(text: string): Promise<boolean>;
  /** Deletes the conversation, without asking. */
  clear(): Promise<void>;

  addEventListener<K extends keyof RolewiseEvents>(
    type: K,
    listener: (this: RolewiseChat, event: RolewiseEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'rolewise-chat': RolewiseChat;
  }
  interface WindowEventMap extends RolewiseEvents {}
  var RolewiseChat: typeof import('./rolewise-chat.js').RolewiseChat;
}
