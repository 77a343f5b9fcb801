/**
 * The Delos client for browsers and Node: an ES module without dependencies. It speaks the frames of
 * docs/PROTOCOL.md to a proxy and gives client systems the calls they know from the Java SDK.
 *
 * A mod extends {@link ClientSystem} and {@link ScreenNode}; the page makes a {@link DelosClient},
 * registers the systems and connects.
 */

import { Connection } from './delos/connection.js';
import { EventTable, nameOf } from './delos/event-table.js';
import { guarded } from './delos/guarded.js';
import { Screens } from './delos/screens.js';
import { pageUrl } from './delos/urls.js';

export { ConnectionClosedError } from './delos/entry.js';
export { LoginRefusedError, logInAsGuest } from './delos/guest-login.js';

/** @typedef {import('./delos/connection.js').ConnectionState} ConnectionState */

const ENGINE_NAMESPACE = 'Minecraft';
const ENGINE_SYSTEM_NAME = 'Engine';

/**
 * A player's client: the home of its systems, with one connection to a proxy. One that breaks is made
 * anew by itself, and the player's session goes on with it. So it does after a reload of the page, and
 * in another tab of the same account, which takes it over.
 *
 * Everything happens on the page's thread, one callback at a time.
 */
export class DelosClient {
  #systems = [];
  #events = new EventTable();
  #screens;
  #connection;
  #started = null;
  #onFault = ({ code, message }) =>
    console.warn(`Delos: the proxy refused a frame: ${code}: ${message}`);

  /**
   * @param {object} options
   * @param {string} options.token who the player is: from {@link logInAsGuest}, or a login of yours
   * @param {string | string[]} [options.url] the proxy's WebSocket, or those of several, of which each
   *     attempt takes the next one; by default `/ws` where the page is from
   * @param {Element} [options.screens] where screens appear; by default the document's body
   * @param {{getItem: Function, setItem: Function, removeItem: Function} | null} [options.storage]
   *     where the session is kept for the next page of the same account, as web storage is; by
   *     default `localStorage`, if there is one; null: nowhere
   * @param {typeof WebSocket} [options.WebSocket] by default the page's, or Node's own
   */
  constructor({ token, url = pageUrl(), screens = globalThis.document?.body, storage, WebSocket }) {
    this.#screens = new Screens(screens);
    const listener = {
      event: ({ namespace, system, event, data }) =>
        this.#events.dispatch(namespace, system, event, data),
      fault: (fault) => guarded('onFault', () => this.#onFault(fault)),
      lost: (end) => this.#tell('ConnectionLostEvent', end),
      back: (back) => this.#tell('ConnectionResumedEvent', back),
    };
    this.#connection = new Connection({ urls: [url].flat(), token, storage, WebSocket }, listener);
  }

  /** How the connection is. @returns {ConnectionState['state']} */
  get state() {
    return this.#connection.status.state;
  }

  /** Why it is so, see {@link ConnectionState}. @returns {string} */
  get code() {
    return this.#connection.status.code;
  }

  /**
   * Who the proxy says that we are, or null while not online.
   *
   * @returns {{id: string, uid: string, name: string} | null}
   */
  get player() {
    return this.#connection.player;
  }

  /**
   * Calls `listener` now and then on each change.
   *
   * @param {(status: ConnectionState) => void} listener
   * @returns {() => void} ends it
   */
  onState(listener) {
    return this.#connection.onState(listener);
  }

  /**
   * Has `handler` told of frames that the proxy refuses, in place of the console.
   *
   * @param {(fault: {code: string, message: string}) => void} handler
   */
  onFault(handler) {
    this.#onFault = handler;
  }

  /**
   * Makes a system. To be called before {@link connect}, which starts them in this order.
   *
   * @param {string} namespace the mod's name
   * @param {string} systemName the system's name within the mod
   * @param {typeof ClientSystem} SystemClass
   * @returns {ClientSystem} the new system
   */
  registerSystem(namespace, systemName, SystemClass) {
    if (this.#started) {
      throw new Error(`registerSystem(${namespace}, ${systemName}): only before connect()`);
    }
    const system = new SystemClass({
      client: this,
      namespace,
      systemName,
      events: this.#events,
      screens: this.#screens,
      send: (frame) => this.#connection.send(frame),
    });
    this.#systems.push(system);
    return system;
  }

  /**
   * The first time: starts the systems, waits for the DOM, tells them `UiInitFinished`, connects, and
   * goes on connecting when that fails or the connection ends, until only the player may ask for it.
   * Later: connects if the connection is closed, or tries at once if it waits to. A system that fails
   * to start is reported and taken out; the others go on.
   *
   * @returns {Promise<{id: string, uid: string, name: string}>} who the proxy says that we are, once
   *     we are in; fails with {@link ConnectionClosedError} if it is over before. Nobody has to look
   */
  connect() {
    return this.#connect(true);
  }

  /** As {@link connect}, but when the attempt fails or the connection ends, it is over. */
  connectOnce() {
    return this.#connect(false);
  }

  #connect(comesBack) {
    this.#started ??= this.#start();
    const player = this.#started.then(() => this.#connection.open(comesBack));
    player.catch(() => {});
    return player;
  }

  /** Breaks the connection without a word, as a network does. For tests of what comes then. */
  drop() {
    this.#connection.drop();
  }

  /**
   * Says goodbye for good: disconnects, stops the systems in reverse, closes their screens.
   *
   * @returns {Promise<void>} when all have stopped
   */
  async close() {
    this.#connection.leave();
    const systems = this.#systems.splice(0).reverse();
    for (const system of systems) {
      await guarded(`stop of ${nameOf(system)}`, () => system.stop());
      system.unlistenAllEvents();
    }
    this.#screens.closeAll();
  }

  async #start() {
    for (const system of [...this.#systems]) {
      if (!(await guarded(`start of ${nameOf(system)}`, () => system.start()))) {
        system.unlistenAllEvents();
        this.#systems.splice(this.#systems.indexOf(system), 1);
      }
    }
    await domReady();
    this.#tell('UiInitFinished', {});
  }

  #tell(event, data) {
    this.#events.dispatch(ENGINE_NAMESPACE, ENGINE_SYSTEM_NAME, event, data);
  }
}

/** A mod's system in a player's client. Extend it, and wire it up in {@link start}. */
export class ClientSystem {
  #host;

  /** @param {object} host from {@link DelosClient#registerSystem}; pass it on as it is */
  constructor(host) {
    this.#host = host;
  }

  /** Hook: wires the system. May return a promise; the connection opens after it. */
  start() {}

  /** Hook: called once, when the client closes. May return a promise. */
  stop() {}

  /** The client that this system lives in: connection state and player. @returns {DelosClient} */
  get client() {
    return this.#host.client;
  }

  /** The mod's name. @returns {string} */
  get namespace() {
    return this.#host.namespace;
  }

  /** This system's name within its mod. @returns {string} */
  get systemName() {
    return this.#host.systemName;
  }

  /** The namespace of engine events. @returns {string} */
  engineNamespace() {
    return ENGINE_NAMESPACE;
  }

  /** The system name of engine events. @returns {string} */
  engineSystemName() {
    return ENGINE_SYSTEM_NAME;
  }

  /**
   * Calls `handler` for each event of that name from that system. Names are the sender's. Handlers
   * are called in the order of their registration; one registered twice is called once; one that
   * throws (or whose promise fails) is reported on the console and the others are still called.
   *
   * @param {string} namespace
   * @param {string} systemName
   * @param {string} eventName
   * @param {(data: object) => void} handler gets a copy of the data of its own
   */
  listenForEvent(namespace, systemName, eventName, handler) {
    this.#host.events.listen(this, namespace, systemName, eventName, handler);
  }

  /** Ends {@link listenForEvent}; the handler must be the same object. */
  unlistenForEvent(namespace, systemName, eventName, handler) {
    this.#host.events.unlisten(this, namespace, systemName, eventName, handler);
  }

  /** Ends all listening of this system. */
  unlistenAllEvents() {
    this.#host.events.unlistenAll(this);
  }

  /** Sends an event of this system to all systems of this client, this one included. */
  broadcastEvent(event, data = {}) {
    const { events, namespace, systemName } = this.#host;
    events.dispatch(namespace, systemName, event, data);
  }

  /**
   * Sends an event of this system to the lobby or game that holds this player. While the connection
   * is lost, up to 1024 of them wait until the session goes on, and arrive once and in order. They
   * may be lost with the session, the proxy or the lobby: `ConnectionResumedEvent` tells.
   *
   * @param {string} event
   * @param {object} [data] of JSON values; with its frame a little less than 16 KiB
   * @returns {boolean} whether it was sent or waits; false if the proxy would refuse it, and where
   *     there is neither a connection nor a session that could go on
   */
  notifyToServer(event, data = {}) {
    const { namespace, systemName, send } = this.#host;
    return send({ op: 'notify', namespace, system: systemName, event, data });
  }

  /**
   * Sends an event of this system to the systems of a service, of whose server id a server has
   * told. As {@link notifyToServer}; the service learns which account sent it.
   *
   * @param {number} serverId
   * @param {string} event
   * @param {object} [data] of JSON values; with its frame a little less than 16 KiB
   * @returns {boolean} whether it was sent or waits
   */
  notifyToServiceNode(serverId, event, data = {}) {
    const { namespace, systemName, send } = this.#host;
    return send({ op: 'notify', namespace, system: systemName, event, data, serverId });
  }

  /** Makes a screen known under a name. Registering again replaces it for the next createUI. */
  registerUI(namespace, uiKey, ScreenNodeClass) {
    this.#host.screens.register(this, namespace, uiKey, ScreenNodeClass);
  }

  /**
   * Makes the screen and opens it with `data`; if it is open already, refreshes it.
   *
   * @returns {ScreenNode}
   * @throws {Error} if nobody registered it
   */
  createUI(namespace, uiKey, data) {
    return this.#host.screens.create(namespace, uiKey, data);
  }

  /** The open screen of that name, or null. @returns {ScreenNode | null} */
  getUI(namespace, uiKey) {
    return this.#host.screens.get(namespace, uiKey);
  }
}

/** A screen of a mod, inside an element of its own. */
export class ScreenNode {
  /**
   * @param {ClientSystem} system the system that registered it
   * @param {Element} root empty, on the page, and this screen's alone
   */
  constructor(system, root) {
    this.system = system;
    this.root = root;
  }

  /** Hook: draws the screen for the first time. */
  open(_data) {}

  /** Hook: draws the open screen with new data. */
  refresh(_data) {}

  /** Takes the screen off the page. One that has timers to stop does so, and calls this. */
  close() {
    this.root.remove();
  }
}

async function domReady() {
  if (globalThis.document?.readyState === 'loading') {
    await new Promise((ready) => document.addEventListener('DOMContentLoaded', ready));
  }
}
