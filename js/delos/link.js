import { parse } from './frames.js';

/** A connection that broke, rather than being closed. */
const BROKEN = 1006;
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
    this.#socket.onopen = onOpen;
    // The end follows it. Some WebSockets for Node throw what nobody handles.
    this.#socket.onerror = () => {};
    this.#socket.onmessage = ({ data }) => {
      const frame = parse(data);
      if (frame?.op === 'bye') {
        this.#bye = frame;
      } else if (frame) {
        onFrame(frame, data.length);
      }
    };
    this.#socket.onclose = ({ code }) =>
      onEnd({
        code: code || BROKEN,
        reason: this.#bye?.code ?? '',
        message: this.#bye?.message ?? '',
      });
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
    this.#socket.close();
  }
}
