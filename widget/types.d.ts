/** The shapes that the modules share, and what their functions promise. A browser never loads this file. */

declare namespace T {
  type Words = ReturnType<typeof import('./strings.js').words>;

  /** A pay range: whole units of `currency` a year, and the same as text. */
  interface Bar {
    label: string;
    low: number | null;
    median: number | null;
    high: number | null;
    currency: string;
    text: string;
  }

  interface Source {
    name: string;
    publisher: string;
    date: string;
    licence: string;
    about: string;
    attribution: string;
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

  /** An answer as the server made it; `rows` is empty where there is no table. Paragraphs of `text` are parted by line breaks. */
  interface Card {
    kind: string;
    title: string;
    text: string;
    missed: string;
    table: { columns: string[]; rows: string[][] };
    bars: Bar[];
    sources: Source[];
    suggestions: Suggestion[];
    links: Link[];
  }

  type Thumb = 'up' | 'down' | '';

  /** Why a request failed; each has its sentence in strings.js. */
  type Code = 'offline' | 'unreachable' | 'broken' | 'timeout' | 'rate_limited' | 'busy' | 'server' | 'refused' | 'expired' | 'fault';

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
    message(body: object, renewed: () => void): Promise<Answered>;
    /** The body of `GET /history`; null without a session. */
    history(): Promise<unknown>;
    clear(): Promise<unknown>;
    feedback(turn: string, thumb: Thumb): Promise<unknown>;
    forget(): void;
  }
  /** `patience`: milliseconds for a whole request. */
  type MakeApi = (server: string, kept: Shelf, patience?: number) => Api;

  interface Around {
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
    rate(turn: Turn, thumb: Thumb): Promise<void>;
    clear(): Promise<void>;
  }
  type Converse = (api: Api, around: Around) => Conversation;

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

  type CardView = (card: Card, t: Words) => Child[];
  /** Roles are spelled out since styles turn rows into blocks, where each cell shows its column's name. */
  type TableView = (table: Card['table']) => HTMLElement;

  /** Places and widths in per cent of the axis. */
  interface Axis {
    currency: string;
    bars: { label: string; text: string; start: number; width: number; median: number | null }[];
    ticks: { amount: number; at: number }[];
  }
  /** An axis a currency; places in per cent. A single value has width 0. */
  type Axes = (bars: Bar[]) => Axis[];
  /** Each bar's figures stand beside it as text; what is drawn is hidden from assistive technology. */
  type ChartView = (axis: Axis, t: Words) => HTMLElement;

  /** What the panel can have done. */
  interface Deeds extends Conversation {
    mend(notice: Notice): void;
    close(): void;
    draft(text: string): void;
  }
  interface Panel {
    root: HTMLDialogElement;
    input: HTMLTextAreaElement;
    fit(): void;
    show(state: State): void;
  }
  type MakePanel = (t: Words, deeds: Deeds, setting: { heading: string; greeting: string; draft: string }) => Panel;
  type MakeTurn = (first: Turn, t: Words, deeds: Deeds) => { node: HTMLElement; show(turn: Turn): void };
}
