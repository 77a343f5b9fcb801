/** What the page remembers of the player's taste. Where a browser keeps nothing, nothing is. */

export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It holds until the page is left.
  }
}
