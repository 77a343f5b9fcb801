/** The connection to a proxy: frames, states, and coming back by itself. */

import { guarded } from './guarded.js';

const PROTOCOL_VERSION = 1;
const MAX_FRAME_BYTES = 16 * 1024;
const CONNECT_LIMIT_MS = 10_000;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
/** A session that lived as long as this proves the way good: the back-off starts anew. */
const STEADY_MS = 10_000;

const CLOSE_CODES = {
  1001: 'GOING_AWAY',
  1009: 'FRAME_TOO_LARGE',
  4400: 'TOO_MANY_FAULTS',
  4401: 'TOKEN_INVALID',
  4403: 'HELLO_EXPECTED',
  4408: 'HELLO_TIMEOUT',
  4409: 'LOGGED_IN_ELSEWHERE',
  4410: 'TOKEN_EXPIRED',
  4411: 'KICKED',
  4412: 'BANNED',
  4413: 'SLOW_READER',
  4426: 'VERSION_UNSUPPORTED',
  4502: 'MAINTENANCE',
  4503: 'NO_SERVER',
};
/**
 * Coming back with the same token and the same page would end the same way, or throw out who came
 * after us: only the player may ask for it.
 */
const FINAL_CODES = [
  'TOO_MANY_FAULTS',
  'TOKEN_INVALID',
  'HELLO_EXPECTED',
  'LOGGED_IN_ELSEWHERE',
  'TOKEN_EXPIRED',
  'KICKED',
  'BANNED',
  'VERSION_UNSUPPORTED',
];

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

/** One session after another with a proxy. */
export class Connection {
  #url;
  #token;
  #onEvent;
  #listeners = new Set();
  #socket = null;
  #timer = null;
  #failures = 0;
  #onlineSince = 0;

  /** @type {ConnectionState} */
  status = { state: 'closed', code: 'NOT_CONNECTED', message: '' };
  player = null;

  constructor(url, token, onEvent) {
    this.#url = url;
    this.#token = token;
    this.#onEvent = onEvent;
  }

  /** Calls the listener now and on each change. @returns {() => void} ends it */
  onState(listener) {
    this.#listeners.add(listener);
    guarded('a state listener', () => listener(this.status));
    return () => this.#listeners.delete(listener);
  }

  /** Connects now, unless it is connected or about to be. */
  open() {
    if (this.#socket || this.status.code === 'LEFT') {
      return;
    }
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    let bye = null;
    this.#setTimer(CONNECT_LIMIT_MS, () => this.#lost(socket, 'CONNECT_TIMEOUT'));
    socket.onopen = () =>
      this.#write({ op: 'hello', version: PROTOCOL_VERSION, token: this.#token });
    socket.onmessage = ({ data }) => {
      const frame = parse(data);
      if (frame?.op === 'bye') {
        bye = frame;
      } else if (frame && socket === this.#socket) {
        this.#receive(frame);
      }
    };
    socket.onclose = ({ code }) =>
      this.#lost(socket, CLOSE_CODES[code] || bye?.code || 'CONNECTION_LOST', bye?.message);
    this.#become('connecting', '');
  }

  /** Ends it for good: open() does nothing any more. */
  leave() {
    if (this.status.state === 'online') {
      this.#write({ op: 'bye', code: '', message: '' });
    }
    this.#end();
    this.#become('closed', 'LEFT');
  }

  /** @returns {boolean} whether it was sent */
  send(frame) {
    return this.status.state === 'online' && this.#write(frame);
  }

  #write(frame) {
    const text = JSON.stringify(frame);
    const size = new TextEncoder().encode(text).length;
    if (size > MAX_FRAME_BYTES) {
      console.error(`Delos: ${frame.event}: ${size} bytes, allowed: ${MAX_FRAME_BYTES}; not sent`);
      return false;
    }
    if (this.#socket.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(text);
    return true;
  }

  #receive(frame) {
    if (frame.op === 'event' && this.status.state === 'online') {
      this.#onEvent(frame);
    } else if (frame.op === 'welcome') {
      clearTimeout(this.#timer);
      this.player = { id: frame.id, uid: frame.uid, name: frame.name };
      this.#onlineSince = Date.now();
      this.#become('online', '');
    } else if (frame.op === 'error') {
      console.warn(`Delos: the proxy refused a frame: ${frame.code}: ${frame.message}`);
    }
  }

  #lost(socket, code, message = '') {
    if (socket !== this.#socket) {
      return;
    }
    const wasSteady = this.player && Date.now() - this.#onlineSince > STEADY_MS;
    this.#failures = wasSteady ? 1 : this.#failures + 1;
    this.#end();
    if (FINAL_CODES.includes(code)) {
      this.#become('closed', code, message);
    } else {
      this.#setTimer(backOff(this.#failures), () => this.open());
      this.#become('waiting', code, message);
    }
  }

  /** Forgets the socket at once: its closing handshake may take longer than anybody waits. */
  #end() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    this.player = null;
    socket?.close();
  }

  #become(state, code, message = '') {
    this.status = Object.freeze({ state, code, message });
    for (const listener of this.#listeners) {
      guarded('a state listener', () => listener(this.status));
    }
  }

  #setTimer(delay, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delay);
  }
}

/** Doubles each time up to a cap; the random half keeps a crowd from returning all at once. */
function backOff(failures) {
  const longest = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
  return longest * (0.5 + Math.random() / 2);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    console.warn('Delos: the proxy sent a frame that is not JSON; ignored');
    return null;
  }
}
