/**
 * Calls back when the page is shown again, and when the network comes or goes.
 *
 * @returns {() => void} ends it
 */
export function onWake(wake) {
  const document = globalThis.document;
  const shown = () => document.visibilityState === 'visible' && wake();
  document?.addEventListener('visibilitychange', shown);
  globalThis.addEventListener?.('online', wake);
  globalThis.addEventListener?.('offline', wake);
  return () => {
    document?.removeEventListener('visibilitychange', shown);
    globalThis.removeEventListener?.('online', wake);
    globalThis.removeEventListener?.('offline', wake);
  };
}
