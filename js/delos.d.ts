/**
 * The Delos client for browsers and Node. What it does, and that the Java client does the same:
 * docs/CLIENTS.md.
 */

/** How the connection is. */
export interface ConnectionState {
  /**
   * `waiting`: lost, and it comes back by itself after a while; `closed`: not connected, and it stays
   * so.
   */
  readonly state: 'connecting' | 'online' | 'waiting' | 'closed';
  /**
   * Why: `''` while connecting or online; the name of a close code; or `CONNECTION_LOST`,
   * `CONNECT_TIMEOUT`, `NOT_CONNECTED` (connect() was not called yet), `LEFT` (close() was called).
   */
  readonly code: ConnectionCode;
  /** The proxy's words for it, for logs; may be empty. */
  readonly message: string;
}

/** A network of a later version may have more: that's what `string & {}` is for. */
export type ConnectionCode =
  | ''
  | CloseCode
  | 'CONNECTION_LOST'
  | 'CONNECT_TIMEOUT'
  | 'NOT_CONNECTED'
  | 'LEFT'
  | (string & {});

/** Why a proxy closes a connection: docs/PROTOCOL.md. */
export type CloseCode =
  | 'GOING_AWAY'
  | 'FRAME_TOO_LARGE'
  | 'TOO_MANY_FAULTS'
  | 'TOKEN_INVALID'
  | 'HELLO_EXPECTED'
  | 'HELLO_TIMEOUT'
  | 'LOGGED_IN_ELSEWHERE'
  | 'TOKEN_EXPIRED'
  | 'KICKED'
  | 'BANNED'
  | 'SLOW_READER'
  | 'VERSION_UNSUPPORTED'
  | 'RATE_LIMITED'
  | 'TOO_MANY_CONNECTIONS'
  | 'MAINTENANCE'
  | 'NO_SERVER'
  | 'BUSY';

/** What was wrong with a frame: docs/PROTOCOL.md. */
export type ErrorCode =
  | 'BAD_JSON'
  | 'UNKNOWN_OP'
  | 'BAD_FRAME'
  | 'ALREADY_GREETED'
  | 'NOT_WELCOMED'
  | 'UNKNOWN_EVENT'
  | 'BAD_EVENT'
  | 'NO_SERVICE'
  | 'BETWEEN_SERVERS'
  | (string & {});

/** A frame that the proxy has refused. */
export interface Fault {
  readonly code: ErrorCode;
  /** For a log; its words may change. */
  readonly message: string;
}

/** Who the proxy says that we are. */
export interface Player {
  /** Of the session. */
  readonly id: string;
  /** The account. */
  readonly uid: string;
  readonly name: string;
}

/** A guest whom a proxy has let in. */
export interface Guest {
  /** For {@link DelosClientOptions.token}. */
  readonly token: string;
  readonly uid: string;
  readonly name: string;
  /** In seconds. */
  readonly expiresIn: number;
}

/** Web storage, or what does the same. */
export interface SessionStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** As browsers have it, Node from 22 on, and packages for what is older. */
export interface WebSocketConstructor {
  new (url: string): {
    readonly readyState: number;
    onopen: ((event: any) => void) | null;
    onmessage: ((event: any) => void) | null;
    onclose: ((event: any) => void) | null;
    onerror: ((event: any) => void) | null;
    send(text: string): void;
    close(code?: number): void;
  };
}

/** An element of the page; where there are none, as in Node, nothing has that type. */
export type ScreenElement = typeof globalThis extends {
  HTMLElement: { prototype: infer Type extends object };
}
  ? Type
  : never;

export interface DelosClientOptions {
  /** Who the player is: from {@link logInAsGuest}, or a login of yours. */
  token: string;
  /**
   * The proxy's WebSocket, or those of several, of which each attempt takes the next one; by default
   * `/ws` where the page is from.
   */
  url?: string | readonly string[];
  /** Where screens appear; by default the document's body. */
  screens?: ScreenElement;
  /**
   * Where the session is kept for the next page of the same account; by default `localStorage`, if
   * there is one; null: nowhere.
   */
  storage?: SessionStorage | null;
  /** By default the page's, or Node's own. */
  WebSocket?: WebSocketConstructor;
}

/** The connection of a player who was in is lost; told again if coming back ends for good. */
export interface ConnectionLostEvent {
  /** Of the WebSocket; 1006 if there was none. */
  code: number;
  message: string;
  /** Whether the client connects again by itself. */
  comesBack: boolean;
}

/** There is a connection again, or one that goes on with what another page has left. */
export interface ConnectionResumedEvent {
  /** Of the session. */
  id: string;
  /** Whether the session goes on. */
  resumed: boolean;
  loss: 'NONE' | 'EVENTS_DROPPED' | 'PROXY_DIED' | 'SESSION_OVER';
}

/** What operators say to everybody. */
export interface BroadcastMessageEvent {
  message: string;
}

/** The engine's events, by their names. */
export interface EngineEvents {
  UiInitFinished: Record<string, never>;
  ConnectionLostEvent: ConnectionLostEvent;
  ConnectionResumedEvent: ConnectionResumedEvent;
  BroadcastMessageEvent: BroadcastMessageEvent;
}

/**
 * A player's client: the home of its systems, with one connection to a proxy. One that breaks is made
 * anew by itself, and the player's session goes on with it. Everything happens on the page's thread,
 * one callback at a time.
 */
export class DelosClient {
  /** @throws {Error} without a WebSocket, or outside of a page without a `url` */
  constructor(options: DelosClientOptions);

  /** How the connection is. */
  get state(): ConnectionState['state'];

  /** Why it is so. */
  get code(): ConnectionState['code'];

  /** Who the proxy says that we are, or null while not online. */
  get player(): Player | null;

  /**
   * Calls `listener` now and then on each change.
   *
   * @returns ends it
   */
  onState(listener: (status: ConnectionState) => void): () => void;

  /** Has `handler` told of frames that the proxy refuses, in place of the console. */
  onFault(handler: (fault: Fault) => void): void;

  /**
   * Makes a system. To be called before {@link connect}, which starts them in this order.
   *
   * @param namespace the mod's name
   * @param systemName the system's name within the mod
   */
  registerSystem<System extends ClientSystem>(
    namespace: string,
    systemName: string,
    SystemClass: new (host: SystemHost) => System,
  ): System;

  /**
   * The first time: starts the systems, waits for the DOM, tells them `UiInitFinished`, connects, and
   * goes on connecting when that fails or the connection ends, until only the player may ask for it.
   * Later: connects if the connection is closed, or tries at once if it waits to. A system that fails
   * to start is reported and taken out; the others go on.
   *
   * @returns once we are in; fails with {@link ConnectionClosedError} if it is over before. Nobody
   *     has to look
   */
  connect(): Promise<Player>;

  /** As {@link connect}, but when the attempt fails or the connection ends, it is over. */
  connectOnce(): Promise<Player>;

  /** Breaks the connection without a word, as a network does. For tests of what comes then. */
  drop(): void;

  /** Says goodbye for good: disconnects, stops the systems in reverse, closes their screens. */
  close(): Promise<void>;
}

/** From {@link DelosClient.registerSystem}; a system's constructor passes it on as it is. */
export interface SystemHost {
  readonly client: DelosClient;
  readonly namespace: string;
  readonly systemName: string;
}

/** A mod's system in a player's client. Extend it, and wire it up in {@link start}. */
export class ClientSystem {
  constructor(host: SystemHost);

  /** Hook: wires the system. The connection opens after it. */
  start(): void | Promise<void>;

  /** Hook: called once, when the client closes. */
  stop(): void | Promise<void>;

  /** The client that this system lives in: connection state and player. */
  get client(): DelosClient;

  /** The mod's name. */
  get namespace(): string;

  /** This system's name within its mod. */
  get systemName(): string;

  /** The namespace of engine events. */
  engineNamespace(): 'Minecraft';

  /** The system name of engine events. */
  engineSystemName(): 'Engine';

  /**
   * Calls `handler` for each event of that name from that system. Names are the sender's. Handlers
   * are called in the order of their registration; one registered twice is called once; one that
   * throws (or whose promise fails) is reported on the console and the others are still called.
   *
   * @param handler gets a copy of the data of its own
   */
  listenForEvent<Event extends keyof EngineEvents>(
    namespace: 'Minecraft',
    systemName: 'Engine',
    eventName: Event,
    handler: (data: EngineEvents[Event]) => void | Promise<void>,
  ): void;
  listenForEvent<Data extends object = Record<string, unknown>>(
    namespace: string,
    systemName: string,
    eventName: string,
    handler: (data: Data) => void | Promise<void>,
  ): void;

  /** Ends {@link listenForEvent}; the handler must be the same object. */
  unlistenForEvent(
    namespace: string,
    systemName: string,
    eventName: string,
    handler: (data: any) => void | Promise<void>,
  ): void;

  /** Ends all listening of this system. */
  unlistenAllEvents(): void;

  /** Sends an event of this system to all systems of this client, this one included. */
  broadcastEvent(event: string, data?: object): void;

  /**
   * Sends an event of this system to the lobby or game that holds this player. While the connection
   * is lost, up to 1024 of them wait until the session goes on, and arrive once and in order. They
   * may be lost with the session, the proxy or the lobby: `ConnectionResumedEvent` tells.
   *
   * @param data of JSON values; with its frame a little less than 16 KiB
   * @returns whether it was sent or waits; false if the proxy would refuse it, and where there is
   *     neither a connection nor a session that could go on
   */
  notifyToServer(event: string, data?: object): boolean;

  /**
   * Sends an event of this system to the systems of a service, of whose server id a server has
   * told. As {@link notifyToServer}; the service learns which account sent it.
   *
   * @returns whether it was sent or waits
   */
  notifyToServiceNode(serverId: number, event: string, data?: object): boolean;

  /** Makes a screen known under a name. Registering again replaces it for the next createUI. */
  registerUI(
    namespace: string,
    uiKey: string,
    ScreenNodeClass: new (system: this, root: ScreenElement) => ScreenNode,
  ): void;

  /**
   * Makes the screen and opens it with `data`; if it is open already, refreshes it.
   *
   * @throws {Error} if nobody registered it
   */
  createUI(namespace: string, uiKey: string, data?: unknown): ScreenNode;

  /** The open screen of that name, or null. */
  getUI(namespace: string, uiKey: string): ScreenNode | null;
}

/** A screen of a mod, inside an element of its own. */
export class ScreenNode<System extends ClientSystem = ClientSystem> {
  /**
   * @param system the system that registered it
   * @param root empty, on the page, and this screen's alone
   */
  constructor(system: System, root: ScreenElement);

  readonly system: System;
  readonly root: ScreenElement;

  /** Hook: draws the screen for the first time. */
  open(data: any): void;

  /** Hook: draws the open screen with new data. */
  refresh(data: any): void;

  /** Takes the screen off the page. One that has timers to stop does so, and calls this. */
  close(): void;
}

/** The connection is over, and none is made by itself. */
export class ConnectionClosedError extends Error {
  private constructor();
  /** Of the WebSocket: 1006 if there was none, 1000 after {@link DelosClient.close}. */
  readonly code: number;
  /** Its name. */
  readonly reason: ConnectionCode;
}

/** A login that was refused. */
export class LoginRefusedError extends Error {
  private constructor();
  /** The proxy's, or `UNREACHABLE` if none answered. */
  readonly code: 'BAD_NAME' | 'GUESTS_REFUSED' | 'TOO_LARGE' | 'UNREACHABLE' | (string & {});
}

/**
 * Asks a proxy in `mode: dev` for a guest's token. From a page of another origin only
 * if the proxy's `origins` name that.
 *
 * @param url the proxy's WebSocket; by default `/ws` where the page is from
 * @throws {LoginRefusedError}
 */
export function logInAsGuest(name: string, url?: string): Promise<Guest>;
