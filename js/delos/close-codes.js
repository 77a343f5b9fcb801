/** Why a connection ended: the close codes of docs/PROTOCOL.md. */

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
  4429: 'RATE_LIMITED',
  4430: 'TOO_MANY_CONNECTIONS',
  4426: 'VERSION_UNSUPPORTED',
  4502: 'MAINTENANCE',
  4503: 'NO_SERVER',
  4504: 'BUSY',
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

/** The name of a code; undefined for one that is none of ours. */
export function nameOfCode(code) {
  return CLOSE_CODES[code];
}

/** Whether only the player may ask to come back after it. */
export function isFinal(name) {
  return FINAL_CODES.includes(name);
}
