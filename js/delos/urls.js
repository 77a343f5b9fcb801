/** Where the proxy is. */

/** The WebSocket of the proxy that the page is from. */
export function pageUrl() {
  const { location } = globalThis;
  if (!location) {
    throw new Error('url: found none, allowed: such as ws://127.0.0.1:8080/ws');
  }
  const url = new URL('/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Where guests log in at the proxy of that WebSocket. */
export function loginUrl(webSocketUrl) {
  const url = new URL('/login', webSocketUrl);
  url.protocol = url.protocol === 'wss:' ? 'https:' : 'http:';
  return url.href;
}
