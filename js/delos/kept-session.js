/**
 * The session, kept in web storage, so that the same tab after a reload, or another tab of the same
 * account, goes on with it. Belongs to the page that was welcomed last. A storage that is refused,
 * full or broken keeps nothing, and does no harm.
 */
export class KeptSession {
  #storage;
  #key;
  #page = `${Date.now()}.${Math.random()}`;

  /**
   * @param {object | null} [storage] by default the browser's, shared by its tabs; null keeps nothing
   * @param {string[]} urls the proxies'
   * @param {string} token whose account's session it is
   */
  constructor(storage, urls, token) {
    const uid = uidOf(token);
    this.#storage = uid === null ? null : storage;
    this.#key = `delos.resume ${JSON.stringify([...urls, uid])}`;
  }

  /** What was kept by whatever page, or null. @returns {{id: string, seq: number} | null} */
  recall() {
    const kept = this.#read();
    return kept && { id: kept.id, seq: kept.seq };
  }

  /** Whether another page has been welcomed since this one was. */
  isAnothers() {
    const kept = this.#read();
    return kept !== null && kept.page !== this.#page;
  }

  /** A session that this page goes on with from now on. */
  keep(id, seq) {
    this.#write({ id, seq, page: this.#page });
  }

  /** An event was handled here. */
  advance(seq) {
    const kept = this.#read();
    if (kept?.page === this.#page) {
      this.#write({ ...kept, seq });
    }
  }

  /** There is nothing to go on with, unless another page has it. */
  forget() {
    if (!this.isAnothers()) {
      harmless(() => this.#store?.removeItem(this.#key));
    }
  }

  get #store() {
    return this.#storage === undefined ? globalThis.localStorage : this.#storage;
  }

  #read() {
    const kept = harmless(() => JSON.parse(this.#store?.getItem(this.#key) ?? 'null'));
    const isWhole =
      typeof kept?.id === 'string' &&
      kept.id.length > 0 &&
      kept.id.length <= 64 &&
      Number.isSafeInteger(kept.seq) &&
      kept.seq >= 0;
    return isWhole ? kept : null;
  }

  #write(kept) {
    harmless(() => this.#store?.setItem(this.#key, JSON.stringify(kept)));
  }
}

function harmless(access) {
  try {
    return access();
  } catch {
    return null;
  }
}

/** Whose token it is: the proxy checks that, we only tell accounts apart. */
function uidOf(token) {
  const claims = harmless(() => {
    const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  });
  return typeof claims?.sub === 'string' ? claims.sub : null;
}
