/** Keeps a player connected: one connection after the other, one session as long as it goes on. */

import { BackOff } from './back-off.js';
import { isFinal, nameOfCode } from './close-codes.js';
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
 * Who is told what comes of it.
 *
 * @typedef {object} ConnectionListener
 * @property {(frame: object) => void} event
 * @property {(end: {code: number, message: string, comesBack: boolean}) => void} lost the connection
 *     of a player who was in is lost; told again if coming back ends for good
 * @property {(back: {id: string, resumed: boolean, loss: string}) => void} back there is a
 *     connection again, or one that goes on with what another page has left
 */

/** One connection after another with a proxy. */
export class Connection {
  #url;
  #token;
  #listener;
  #kept;
  #progress = new Progress();
  #stateListeners = new Set();
  #link = null;
  #pulse = null;
  #timer = null;
  #ackTimer = null;
  #backOff = new BackOff();
  /** Whether a session of this page may go on. */
  #wasIn = false;
  /** Whether another page has taken the session of this one over. */
  #isBehind = false;
  #endWakes = null;

  /** @type {ConnectionState} */
  status = { state: 'closed', code: 'NOT_CONNECTED', message: '' };
  player = null;

  /**
   * @param {string} url
   * @param {string} token
   * @param {ConnectionListener} listener
   * @param {Storage | null} [storage] where the session is kept; null for nowhere
   */
  constructor(url, token, listener, storage) {
    this.#url = url;
    this.#token = token;
    this.#listener = listener;
    this.#kept = new KeptSession(storage, url, token);
  }

  /** Calls the listener now and on each change. @returns {() => void} ends it */
  onState(listener) {
    this.#stateListeners.add(listener);
    guarded('a state listener', () => listener(this.status));
    return () => this.#stateListeners.delete(listener);
  }

  /** Connects now, unless it is connected or about to be. */
  open() {
    if (this.#link || this.status.code === 'LEFT') {
      return;
    }
    clearTimeout(this.#timer);
    if (this.#wasIn && this.#kept.isAnothers()) {
      this.#close(ELSEWHERE, 'LOGGED_IN_ELSEWHERE', 'another page goes on with the session');
      return;
    }
    this.#endWakes ??= onWake(() => this.#wake());
    const link = new Link(this.#url, {
      onOpen: () => link.send(this.#hello()),
      onFrame: (frame, chars) => this.#receive(frame, chars),
      onEnd: ({ code, reason, message }) =>
        this.#lost(code, nameOfCode(code) || reason || 'CONNECTION_LOST', message),
    });
    this.#link = link;
    this.#timer = setTimeout(() => this.#lost(BROKEN, 'CONNECT_TIMEOUT'), CONNECT_LIMIT_MS);
    this.#become('connecting', '');
  }

  /** Ends it for good, and the session: open() does nothing any more. */
  leave() {
    if (this.status.state === 'online') {
      this.#link.send({ op: 'bye', code: '', message: '' });
    }
    this.#kept.forget();
    this.#wasIn = false;
    this.#drop();
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
    const mayWait = this.#wasIn && this.#progress.id !== null;
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
      console.warn(`Delos: the proxy refused a frame: ${frame.code}: ${frame.message}`);
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
      this.open();
    }
  }

  #lost(number, code, message = '') {
    if (isFinal(code)) {
      this.#close(number, code, message);
      return;
    }
    const wasOnline = this.player !== null;
    this.#drop();
    this.#timer = setTimeout(() => this.open(), this.#backOff.next());
    this.#become('waiting', code, message);
    if (wasOnline) {
      this.#listener.lost({ code: number, message, comesBack: true });
    }
  }

  /** It doesn't come back by itself, and the session is over or another page's. */
  #close(number, code, message) {
    const wasIn = this.#wasIn;
    this.#wasIn = false;
    this.#drop();
    if (code === 'LOGGED_IN_ELSEWHERE') {
      this.#isBehind = wasIn;
    } else {
      this.#kept.forget();
    }
    this.#become('closed', code, message);
    if (wasIn) {
      this.#listener.lost({ code: number, message, comesBack: false });
    }
  }

  #drop() {
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
