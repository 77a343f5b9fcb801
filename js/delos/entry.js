/** The connection is over, and none is made by itself. */
export class ConnectionClosedError extends Error {
  /**
   * @param {number} code of the WebSocket
   * @param {string} reason its name, see {@link ConnectionState}
   * @param {string} message
   */
  constructor(code, reason, message) {
    super(message || reason);
    this.name = 'ConnectionClosedError';
    this.code = code;
    this.reason = reason;
  }
}

/** Tells whoever waits for it whether the player comes in. Who doesn't wait need not care. */
export class Entry {
  #resolve;
  #reject;

  promise = new Promise((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  constructor() {
    this.promise.catch(() => {});
  }

  arrived(player) {
    this.#resolve(player);
  }

  failed(code, reason, message) {
    this.#reject(new ConnectionClosedError(code, reason, message));
  }
}
