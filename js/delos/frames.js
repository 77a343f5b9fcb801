/** Frames to text and back, within the limits of docs/PROTOCOL.md. */

const MAX_FRAME_BYTES = 16 * 1024;
const MAX_NAME_LENGTH = 64;
const MAX_DEPTH = 16;

/** What is left for the number of an event, which it gets later: the largest one. */
const NUMBER_BYTES = `,"seq":${Number.MAX_SAFE_INTEGER}`.length;

/**
 * Whether the proxy will take an event: one that it refuses would leave a gap in the numbers. What is
 * wrong is told on the console.
 */
export function isSendable(notify) {
  const fault = faultOf(notify);
  if (fault) {
    console.error(`Delos: ${notify.event}: ${fault}; not sent`);
  }
  return !fault;
}

function faultOf(notify) {
  const names = [notify.namespace, notify.system, notify.event];
  if (names.some((it) => typeof it !== 'string' || it === '' || it.length > MAX_NAME_LENGTH)) {
    return `names of ${names.join(', ')}, allowed: 1 to ${MAX_NAME_LENGTH} characters`;
  }
  const text = JSON.stringify(notify);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_FRAME_BYTES - NUMBER_BYTES) {
    return `${bytes} bytes, allowed: ${MAX_FRAME_BYTES - NUMBER_BYTES}`;
  }
  const { data, serverId = 1 } = JSON.parse(text);
  if (!data || typeof data !== 'object' || Array.isArray(data)) {
    return 'the data must be an object';
  }
  if (isDeeperThan(data, MAX_DEPTH)) {
    return `the data nests too deep, allowed: ${MAX_DEPTH} levels`;
  }
  const isServerId = Number.isInteger(serverId) && serverId >= 1 && serverId < 2 ** 31;
  return isServerId ? '' : `serverId ${serverId}, allowed: that of a service`;
}

function isDeeperThan(value, levels) {
  if (!value || typeof value !== 'object') {
    return false;
  }
  return levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1));
}

/** The frame, or null for what is none. */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    console.warn('Delos: the proxy sent a frame that is not JSON; ignored');
    return null;
  }
}
