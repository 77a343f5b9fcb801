const KEY = 'delos.session';

/** A login that was refused. `code` is the server's, or `UNREACHABLE` if none answered. */
export class LoginRefused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * Asks the server for a guest's token, and keeps it for this tab: a reload stays logged in.
 *
 * @param {string} name
 * @returns {Promise<{token: string, uid: string, name: string}>}
 * @throws {LoginRefused}
 */
export async function login(name) {
  const response = await fetch('/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name }),
    signal: AbortSignal.timeout(10_000),
  }).catch((failure) => {
    throw new LoginRefused('UNREACHABLE', String(failure));
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || !answer.token) {
    throw new LoginRefused(answer.code ?? 'UNREACHABLE', answer.message ?? response.statusText);
  }
  const session = { token: answer.token, uid: answer.uid, name: answer.name };
  const expiresAt = Date.now() + answer.expiresIn * 1000;
  sessionStorage.setItem(KEY, JSON.stringify({ ...session, expiresAt }));
  return session;
}

/** The session of this tab, or null if there is none that still holds. */
export function savedSession() {
  const session = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  return session && session.expiresAt > Date.now() ? session : null;
}

export function forgetSession() {
  sessionStorage.removeItem(KEY);
}
