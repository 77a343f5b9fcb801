const TOKEN = 'delos.operator';

/** A command that was not done, or of which nobody knows whether it was. */
export class CommandError extends Error {
  /**
   * @param {number} code of the answer; 0 if none came
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The operator's token, kept for this tab only. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  keep: (text) => sessionStorage.setItem(TOKEN, text),
  forget: () => sessionStorage.removeItem(TOKEN),
};

/** The master's commands, in the name of the operator whose token is kept. */
export class Commands extends EventTarget {
  /**
   * Runs a command. Tells with the event `answer` how each one ended, its code as `detail.code`.
   *
   * @param {string} path
   * @param {object} [body]
   * @param {string} [key] of a repeat: the first one's answer comes again
   * @returns {Promise<object>} the answer's entity
   * @throws {CommandError}
   */
  async run(path, body = {}, key = undefined) {
    const { code, message, entity } = await post(path, body, key);
    this.dispatchEvent(new CustomEvent('answer', { detail: { code, message } }));
    if (code !== 1) {
      throw new CommandError(code, message);
    }
    return entity;
  }
}

async function post(path, body, key) {
  const headers = {
    Authorization: `Bearer ${token.get() ?? ''}`,
    'Content-Type': 'application/json',
    ...(key ? { 'Idempotency-Key': key } : {}),
  };
  try {
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return await answer.json();
  } catch (noAnswer) {
    return { code: 0, message: String(noAnswer.message) };
  }
}
