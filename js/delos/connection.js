/** Keeps a player connected: one connection after the other, one session as long as it goes on. */

import { BackOff } from './back-off.js';
import { isFinal, nameOfCode } from './close-codes.js';
import { Entry } from './entry.js';
import { isSendable } from './frames.js';
import { guarded } from './guarded.js';
import { KeptSession } from './kept-session.js';
import { Link } from './link.js';
import { Progress } from './progress.js';
import { Pulse } from './pulse.js';
import { onWake } from './wake.js';

const PROTOCOL_VERSION = 1;
const CONNECT_LIMIT_MS = 10_000;
/** How long an event waits at most until the proxy hears that it was handled. */
const ACK_WITHIN_MS = 1_000;
/** The WebSocket code of a connection that ended without one. */
const BROKEN = 1006;
const NORMAL = 1000;
const ELSEWHERE = 4409;

/**
 * How the connection is.
 *
 * @typedef {object} ConnectionState
 * @property {'connecting'|'online'|'waiting'|'closed'} state `waiting`: lost, and it comes back by
 *     itself after a while; `closed`: not connected, and it stays so
 * @property {string} code why: `''` while connecting or online; the proxy's reason (the names of
 *     CloseCode.java); or `CONNECTION_LOST`, `CONNECT_TIMEOUT`, `NOT_CONNECTED` (connect() was not
 *     called yet), `LEFT` (close() was called)
 * @property {string} message the proxy's words for it, for logs; may be empty
 */

/**
 * Where to, who, and by what.
 *
 * @typedef {object} ConnectionOptions
 * @property {string[]} urls the proxies' WebSockets: each attempt takes the next one
 * @property {string} token
 * @property {object | null} [storage] where the session is kept; null for nowhere
 * @property {typeof WebSocket} [WebSocket] by default the page's, or Node's
 */

/**
 * Who is told what comes of it.
 *
 * @typedef {object} ConnectionListener
 * @property {(frame: object) => void} event
 * @property {(fault: {code: string, message: string}) => void} fault the proxy has refused a frame
 * @property {(end: {code: number, message: string, comesBack: boolean}) => void} lost the connection
 *     of a player who was in is lost; told again if coming back ends for good
 * @property {(back: {id: string, resumed: boolean, loss: string}) => void} back there is a
 *     connection again, or one that goes on with what another page has left
 */

/** One connection after another with a proxy. */
export class Connection {
  #urls;
  #token;
  #WebSocket;
  #listener;
  #kept;
  #progress = new Progress();
  #stateListeners = new Set();
  #link = null;
  #pulse = null;
  #timer = null;
  #ackTimer = null;
  #backOff = new BackOff();
  #attempts = 0;
  #comesBack = true;
  #entry = null;
  /** Whether a session of this page may go on. */
  #wasIn = false;
  /** Whether another page has taken the session of this one over. */
  #isBehind = false;
  #endWakes = null;

  /** @type {ConnectionState} */
  status = { state: 'closed', code: 'NOT_CONNECTED', message: '' };
  player = null;

  /**
   * @param {ConnectionOptions} options
   * @param {ConnectionListener} listener
   */
  constructor({ urls, token, storage, WebSocket = globalThis.WebSocket }, listener) {
    if (!WebSocket) {
      throw new Error('WebSocket: found none here, allowed: one that is handed in, or Node 22');
    }
    this.#urls = urls;
    this.#token = token;
    this.#WebSocket = WebSocket;
    this.#listener = listener;
    this.#kept = new KeptSession(storage, urls, token);
  }

  /** Calls the listener now and on each change. @returns {() => void} ends it */
  onState(listener) {
    this.#stateListeners.add(listener);
    guarded('a state listener', () => listener(this.status));
    return () => this.#stateListeners.delete(listener);
  }

  /**
   * Connects now, unless it is connected or about to be.
   *
   * @param {boolean} comesBack whether to connect again when an attempt fails or the connection ends
   * @returns {Promise<object>} the player, once in; fails with {@link ConnectionClosedError} if it
   *     is over before
   */
  open(comesBack) {
    this.#entry ??= new Entry();
    const { promise } = this.#entry;
    if (this.status.code === 'LEFT') {
      this.#endEntry(NORMAL, 'LEFT', 'the client was closed');
    } else if (!this.#link) {
      this.#comesBack = comesBack;
      this.#attempt();
    }
    return promise;
  }

  #attempt() {
    clearTimeout(this.#timer);
    if (this.#wasIn && this.#kept.isAnothers()) {
      this.#close(ELSEWHERE, 'LOGGED_IN_ELSEWHERE', 'another page goes on with the session');
      return;
    }
    this.#endWakes ??= onWake(() => this.#wake());
    const url = this.#urls[this.#attempts % this.#urls.length];
    this.#attempts += 1;
    const link = new Link(this.#WebSocket, url, {
      onOpen: () => link.send(this.#hello()),
      onFrame: (frame, chars) => this.#receive(frame, chars),
      onEnd: ({ code, reason, message }) =>
        this.#lost(code, nameOfCode(code) || reason || 'CONNECTION_LOST', message),
    });
    this.#link = link;
    this.#timer = setTimeout(() => this.#lost(BROKEN, 'CONNECT_TIMEOUT'), CONNECT_LIMIT_MS);
    this.#become('connecting', '');
  }

  /** Breaks the connection, or what would be one, without a word. */
  drop() {
    if (this.#link) {
      this.#lost(BROKEN, 'CONNECTION_LOST');
    }
  }

  /** Ends it for good, and the session: open() does nothing any more. */
  leave() {
    if (this.status.state === 'online') {
      this.#link.send({ op: 'bye', code: '', message: '' });
    }
    this.#kept.forget();
    this.#wasIn = false;
    this.#letGo();
    this.#endEntry(NORMAL, 'LEFT', 'the client was closed');
    this.#become('closed', 'LEFT');
    this.#endWakes?.();
  }

  /**
   * Says something now, or when the session goes on.
   *
   * @returns {boolean} false if it was not sent and won't be
   */
  send(notify) {
    const isOnline = this.status.state === 'online';
    const mayWait = this.status.state !== 'closed' && this.#wasIn && this.#progress.id !== null;
    if (!(isOnline || mayWait) || !isSendable(notify)) {
      return false;
    }
    const frame = this.#progress.say(notify);
    if (frame && isOnline) {
      return this.#write(frame) || mayWait;
    }
    return frame !== null;
  }

  #write(frame) {
    const isSent = this.#link.send(frame);
    if (isSent && frame.op === 'notify' && frame.seq !== undefined) {
      this.#pulse.expect();
    }
    return isSent;
  }

  #hello() {
    if (!this.#wasIn) {
      const kept = this.#kept.recall();
      this.#progress = new Progress();
      if (kept) {
        this.#progress.recall(kept);
      }
    }
    return {
      op: 'hello',
      version: PROTOCOL_VERSION,
      token: this.#token,
      ...this.#progress.resume(),
    };
  }

  #receive(frame, chars) {
    this.#pulse?.heard();
    const isOnline = this.status.state === 'online';
    if (frame.op === 'welcome' && !isOnline) {
      this.#welcomed(frame);
    } else if (frame.op === 'event' && isOnline) {
      this.#handle(frame, chars);
    } else if (frame.op === 'ack') {
      this.#progress.taken(frame.seq);
    } else if (frame.op === 'error') {
      this.#listener.fault({ code: frame.code, message: frame.message });
    }
  }

  #welcomed(frame) {
    clearTimeout(this.#timer);
    const isBack = this.#wasIn || frame.resumed === true;
    const again = this.#progress.welcomed(frame);
    this.player = { id: frame.id, uid: frame.uid, name: frame.name };
    this.#wasIn = true;
    this.#backOff.online();
    this.#keep();
    if (frame.resumeSeconds !== undefined) {
      this.#pulse = new Pulse(
        () => this.#write(this.#progress.ackAgain()),
        () => this.#lost(BROKEN, 'CONNECTION_LOST'),
      );
    }
    if (frame.resumed) {
      this.#write(this.#progress.ackAgain());
    }
    again.forEach((notify) => this.#write(notify));
    this.#become('online', '');
    this.#entry?.arrived(this.player);
    if (isBack) {
      this.#listener.back({
        id: frame.id,
        resumed: frame.resumed === true,
        loss: this.#lossOf(frame),
      });
    }
    this.#isBehind = false;
  }

  /** What another page has handled meanwhile, this one has missed. */
  #lossOf({ resumed, loss = 'SESSION_OVER' }) {
    return resumed && loss === 'NONE' && this.#isBehind ? 'EVENTS_DROPPED' : loss;
  }

  #keep() {
    const { id, handled } = this.#progress;
    if (id === null) {
      this.#kept.forget();
    } else {
      this.#kept.keep(id, handled);
    }
  }

  #handle(frame, chars) {
    if (!this.#progress.isNew(frame.seq)) {
      return;
    }
    this.#listener.event(frame);
    const isAckDue = this.#progress.handledOne(frame.seq, chars);
    if (this.#progress.id !== null) {
      this.#kept.advance(this.#progress.handled);
    }
    if (isAckDue) {
      this.#acknowledge();
    } else {
      this.#ackTimer ??= setTimeout(() => this.#acknowledge(), ACK_WITHIN_MS);
    }
  }

  #acknowledge() {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = null;
    const ack = this.status.state === 'online' ? this.#progress.ack() : null;
    if (ack) {
      this.#write(ack);
    }
  }

  /** The page is shown again, or the network has changed. */
  #wake() {
    if (this.status.state === 'online') {
      this.#pulse?.check();
    } else if (this.status.state === 'waiting') {
      this.#attempt();
    }
  }

  #lost(number, code, message = '') {
    if (isFinal(code) || !this.#comesBack) {
      this.#close(number, code, message);
      return;
    }
    const wasOnline = this.player !== null;
    this.#letGo();
    if (wasOnline) {
      this.#entry = null;
    }
    this.#timer = setTimeout(() => this.#attempt(), this.#backOff.next());
    this.#become('waiting', code, message);
    if (wasOnline) {
      this.#listener.lost({ code: number, message, comesBack: true });
    }
  }

  /** It doesn't come back by itself; if only the player may ask for it, its session is over. */
  #close(number, code, message) {
    const wasIn = this.#wasIn;
    this.#letGo();
    if (isFinal(code)) {
      this.#wasIn = false;
      if (code === 'LOGGED_IN_ELSEWHERE') {
        this.#isBehind = wasIn;
      } else {
        this.#kept.forget();
      }
    }
    this.#endEntry(number, code, message);
    this.#become('closed', code, message);
    if (wasIn) {
      this.#listener.lost({ code: number, message, comesBack: false });
    }
  }

  #endEntry(number, code, message) {
    this.#entry?.failed(number, code, message);
    this.#entry = null;
  }

  #letGo() {
    clearTimeout(this.#timer);
    clearTimeout(this.#ackTimer);
    this.#ackTimer = null;
    this.#pulse?.stop();
    this.#pulse = null;
    this.#link?.drop();
    this.#link = null;
    this.player = null;
  }

  #become(state, code, message = '') {
    this.status = Object.freeze({ state, code, message });
    for (const listener of this.#stateListeners) {
      guarded('a state listener', () => listener(this.status));
    }
  }
}
