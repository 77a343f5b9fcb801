import { logInAsGuest } from '../delos.js';

const KEY = 'delos.session';

/**
 * Logs a guest in, and keeps the token for this tab: a reload stays logged in.
 *
 * @param {string} name
 * @returns {Promise<{token: string, uid: string, name: string}>}
 * @throws {import('../delos.js').LoginRefusedError}
 */
export async function login(name) {
  const { expiresIn, ...session } = await logInAsGuest(name);
  const expiresAt = Date.now() + expiresIn * 1000;
  keep(JSON.stringify({ ...session, expiresAt }));
  return session;
}

/** The session of this tab, or null if there is none that still holds. */
export function savedSession() {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return session && session.expiresAt > Date.now() ? session : null;
  } catch {
    return null;
  }
}

export function forgetSession() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing is kept, then.
  }
}

function keep(session) {
  try {
    sessionStorage.setItem(KEY, session);
  } catch {
    // It holds until the page is left.
  }
}
