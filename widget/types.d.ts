/** The shapes that the modules share, and what their functions promise. A browser never loads this file. */

declare namespace T {
  type Words = typeof import('./strings.js').LABELS;

  /** A pay range: whole units of `currency` a year, and the same as text. */
  interface Bar {
    label: string;
    low: number | null;
    median: number | null;
    high: number | null;
    currency: string;
    text: string;
    /** What is asked when its label is pressed; "" for nothing. */
    ask: string;
    /** The page about what the bar stands for; "" for none. */
    url: string;
  }

  interface Source {
    name: string;
    publisher: string;
    date: string;
    licence: string;
    about: string;
    attribution: string;
    url: string;
  }

  interface Link {
    title: string;
    url: string;
  }

  /** `title` stands on the button, `text` is asked when it is pressed. */
  interface Suggestion {
    title: string;
    text: string;
  }

  interface Table {
    columns: string[];
    rows: string[][];
  }

  /** Bars on one axis. `caption` says what the figures are, once for all of them. */
  interface Chart {
    title: string;
    caption: string;
    bars: Bar[];
    ticks: { amount: number; text: string }[];
  }

  /** Short items under a heading; `text` is asked when an item is pressed. */
  interface Group {
    title: string;
    chips: { label: string; text: string }[];
  }

  /** What is seen first: the answer in a line, then bars, items and a few facts. All is empty where the server made none. */
  interface Outline {
    lead: string;
    charts: Chart[];
    groups: Group[];
    facts: Table;
    notes: string[];
  }

  /** Roles by title, and countries with the text that sets each. */
  interface Directory {
    roles: string[];
    countries: { code: string; name: string; text: string }[];
    country: string;
  }

  /** An answer as the server made it; `rows` is empty where there is no table. Paragraphs of `text` are parted by line breaks. */
  interface Card {
    kind: string;
    title: string;
    text: string;
    missed: string;
    /** Code of the country that the figures are of. */
    country: string;
    /** What was taken for granted; stands in `text`, too. */
    before: string;
    table: Table;
    outline: Outline;
    bars: Bar[];
    sources: Source[];
    suggestions: Suggestion[];
    links: Link[];
  }

  type Thumb = 'up' | 'down' | '';

  /** Why a request failed; each has its sentence in strings.js. */
  type Code = 'offline' | 'unreachable' | 'broken' | 'timeout' | 'rate_limited' | 'busy' | 'server' | 'refused' | 'expired' | 'fault' | 'framed' | 'stopped';

  /** What is told above the log; each has its sentence in strings.js. */
  type Notice = '' | 'offline' | 'expired' | 'history' | 'uncleared';

  /** A question with its answer. `key` is the widget's own, `id` the server's ("" until answered); before `until`, in epoch
   * milliseconds, a retry is in vain; `renewed`: a new session had to begin with it. */
  interface Turn {
    key: string;
    id: string;
    text: string;
    status: 'waiting' | 'answered' | 'failed';
    slow: boolean;
    renewed: boolean;
    card: Card | null;
    code: Code | '';
    until: number;
    thumb: Thumb;
  }

  interface State {
    turns: Turn[];
    notice: Notice;
    unread: number;
  }

  /** What happened: a turn asked, a turn changed, the server's turns, or plain new values. */
  interface Change extends Partial<State> {
    asked?: Turn;
    change?: Partial<Turn> & { key: string };
    history?: Turn[];
  }

  /** */
  type Reduce = (state: State, change: Change) => State;
  /** The card of an answer; without one, its text. */
  type ReadCard = (answer: any) => Card;
  type ReadHistory = (raw: unknown) => Turn[];
  type TurnOf = (key: string, text: string) => Turn;
  type ReadError = (raw: any, status?: number) => [Code, number];

  interface Shelf {
    get(): any;
    set(value: unknown): void;
  }
  /** What the browser keeps, and memory where storage is blocked. */
  type MakeShelf = (place: 'localStorage' | 'sessionStorage', key: string) => Shelf;

  /** The values of newline-delimited JSON, each as soon as its line is complete. Throws a Failure where the
   * stream breaks, a line has more than a million characters, or is no JSON. */
  type Values = (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => AsyncGenerator<any>;

  interface Answered {
    id: string;
    card: Card;
  }
  /** Gives the answer of a stream away; always throws in the end: the reason for which there may be none. */
  type Read = (stream: ReadableStream<Uint8Array<ArrayBuffer>> | null, answered: (answer: Answered) => void) => Promise<never>;

  /** The server's API; every method throws a Failure: a code, and seconds to wait before the next request. */
  interface Api {
    /** The answer as soon as it is there; `renewed` is called where the session had expired. */
    message(body: object, renewed: () => void, stopped: AbortSignal): Promise<Answered>;
    /** The body of `GET /history`; null without a session. */
    history(): Promise<unknown>;
    clear(): Promise<unknown>;
    feedback(turn: string, thumb: Thumb, reason: string): Promise<unknown>;
    directory(): Promise<unknown>;
    forget(): void;
  }
  /** `patience`: milliseconds for a whole request. */
  type MakeApi = (server: string, kept: Shelf, patience?: number) => Api;

  interface Telling {
    changed(state: State): void;
    tell(event: string, detail: Record<string, unknown>): void;
    seen(): boolean;
    page(): object;
    /** Other tabs should look again. */
    share(): void;
  }

  interface Conversation {
    act(change: Change): void;
    load(): Promise<void>;
    /** False where nothing was sent: an answer is awaited, or there is no text. */
    ask(text: string, origin: 'typed' | 'suggestion' | 'page'): Promise<boolean>;
    retry(key: string): Promise<void>;
    /** Asks the last question again, if it failed for want of a connection. */
    again(): void;
    /** Gives the awaited answer up. */
    stop(): void;
    begun(): boolean;
    rate(turn: Turn, thumb: Thumb, reason?: string): Promise<void>;
    clear(): Promise<void>;
    directory(): Promise<unknown>;
  }
  type Converse = (api: Api, around: Telling) => Conversation;

  type Child = Node | string | 0 | false | null | undefined;
  /** Shows the children alone; those that are falsy are left out. */
  type Put = (node: Element, ...children: Child[]) => void;
  /** A function as attribute listens to the event of that name. */
  type Make = <K extends keyof HTMLElementTagNameMap>(
    name: K,
    attributes?: Record<string, string | number | boolean | ((event: any) => unknown)>,
    ...children: Child[]
  ) => HTMLElementTagNameMap[K];
  /** A button that shows its label, or something else and is named by it. */
  type Button = (kind: string, label: string, click: (event: any) => unknown, inside?: Node) => HTMLButtonElement;
  type Ask = Conversation['ask'];
  type Chips = (steps: Suggestion[], label: string, ask: Ask) => HTMLElement | undefined;

  /** `tools` stand at its foot, beside what can be unfolded. */
  type CardView = (card: Card, t: Words, ask: Ask, tools: HTMLElement) => Child[];
  /** Roles are spelled out since styles turn rows into blocks, where each cell shows its column's name. `roles`: the columns are roles. */
  type TableView = (table: Table, name: string, roles?: boolean) => HTMLElement;

  /** Places in per cent of the axis, which begins at nought. A single value has width 0. */
  type Axis = (chart: Chart) => {
    bars: { start: number; width: number; median: number | null }[];
    ticks: { at: number; text: string }[];
  };
  /** Each bar's figures stand beside it as text; what is drawn is hidden from assistive technology. */
  type ChartView = (chart: Chart, t: Words, ask: Ask, first: boolean) => HTMLElement;

  /** `length`: letters before the caret that a name takes the place of. */
  type Completions = (typed: string, names: string[]) => { found: string[]; length: number };
  type Completer = (
    input: HTMLTextAreaElement,
    list: HTMLElement,
    names: () => string[],
    told: (found: number) => void,
  ) => { close(): void; look(): void; key(event: KeyboardEvent): boolean };

  /** What the panel can have done. */
  interface Deeds extends Conversation {
    mend(notice: Notice): void;
    hide(): void;
    draft(text: string): void;
    country(country: Directory['countries'][number]): void;
  }
  interface Labels {
    lang: string;
    heading: string;
    greeting: string;
    privacy: string;
    roles: string[];
  }
  interface Panel {
    root: HTMLDialogElement;
    focus(): void;
    fit(): void;
    show(state: State): void;
    label(t: Words, labels: Labels): void;
    know(directory: Directory): void;
  }
  type MakePanel = (t: Words, deeds: Deeds, setting: Labels & { draft: string; inline(): boolean }) => Panel;
  type MakeTurn = (first: Turn, t: () => Words, deeds: Deeds, say: (text: string) => void) => { node: HTMLElement; show(turn: Turn): void };

  /** What the element lets the chat know and do. */
  interface Around {
    host: HTMLElement;
    server: string;
    labels: Labels;
    page(): { roles: string[]; country: string };
    seen(): boolean;
    tell(event: string, detail: Record<string, unknown>): void;
    unread(count: number): void;
    /** Closes it, and goes back to the button. */
    hide(): void;
    /** Takes note that it was closed. */
    shut(): void;
  }
  /** The chat of one element and server. */
  interface Chat {
    root: HTMLDialogElement;
    show(open: boolean, covering: boolean): void;
    /** What covers the page is modal. */
    fit(covers: boolean): void;
    focus(): void;
    ask(text: string, origin: 'page'): Promise<boolean>;
    clear(): Promise<void>;
    label(labels: Labels): Promise<void>;
    /** Listens to the window until the signal. */
    resume(signal: AbortSignal): void;
    pause(): void;
  }
  type Start = (around: Around) => Promise<Chat>;
}
