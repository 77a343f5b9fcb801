import { parse } from './frames.js';

/** A connection that broke, rather than being closed. */
const BROKEN = 1006;
/** What comes back says so: without a code, proxies take it for a goodbye. */
const COMES_BACK = 3008;
const OPEN = 1;

/** One WebSocket to a proxy. */
export class Link {
  #socket;
  #bye = null;

  /**
   * @param {typeof WebSocket} WebSocketClass
   * @param {string} url
   * @param {object} listener
   * @param {() => void} listener.onOpen
   * @param {(frame: object, chars: number) => void} listener.onFrame
   * @param {(end: {code: number, reason: string, message: string}) => void} listener.onEnd
   *     `reason`: the proxy's name for it, if it said bye
   */
  constructor(WebSocketClass, url, { onOpen, onFrame, onEnd }) {
    this.#socket = new WebSocketClass(url);
    const end = (code) =>
      onEnd({ code, reason: this.#bye?.code ?? '', message: this.#bye?.message ?? '' });
    let isOpen = false;
    this.#socket.onopen = () => {
      isOpen = true;
      onOpen();
    };
    this.#socket.onmessage = ({ data }) => {
      const frame = parse(data);
      if (frame?.op === 'bye') {
        this.#bye = frame;
      } else if (frame) {
        onFrame(frame, data.length);
      }
    };
    this.#socket.onclose = ({ code }) => end(code || BROKEN);
    // Node's own closes nothing that it could not open.
    this.#socket.onerror = () => isOpen || end(BROKEN);
  }

  /** @returns {boolean} whether it was sent */
  send(frame) {
    if (this.#socket.readyState !== OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Lets go of it at once: its closing handshake may take longer than anybody waits. */
  drop() {
    this.#socket.onopen = null;
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
    // Some WebSockets of Node throw what nobody handles.
    this.#socket.onerror = () => {};
    this.#socket.close(COMES_BACK);
  }
}
