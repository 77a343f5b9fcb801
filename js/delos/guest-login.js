import { loginUrl, pageUrl } from './urls.js';

const ANSWER_LIMIT_MS = 10_000;

/** A login that was refused. `code` is the proxy's, or `UNREACHABLE` if none answered. */
export class LoginRefusedError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'LoginRefusedError';
    this.code = code;
  }
}

/**
 * Asks a proxy in `mode: dev` for a guest's token. From a page of another origin only
 * if the proxy's `origins` name that.
 *
 * @param {string} name
 * @param {string} [url] the proxy's WebSocket; by default `/ws` where the page is from
 * @returns {Promise<{token: string, uid: string, name: string, expiresIn: number}>} `expiresIn`: in
 *     seconds
 * @throws {LoginRefusedError}
 */
export async function logInAsGuest(name, url = pageUrl()) {
  const response = await fetch(loginUrl(url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name }),
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  }).catch((failure) => {
    throw new LoginRefusedError('UNREACHABLE', String(failure));
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || !answer.token) {
    throw new LoginRefusedError(answer.code ?? 'UNREACHABLE', answer.message ?? response.statusText);
  }
  const { token, uid, name: called, expiresIn } = answer;
  return { token, uid, name: called, expiresIn };
}
