import { guarded } from './guarded.js';

/** Who listens to what. */
export class EventTable {
  #listeners = new Map();

  listen(system, namespace, systemName, eventName, handler) {
    const key = keyOf(namespace, systemName, eventName);
    const listeners = this.#listeners.get(key) ?? [];
    if (!listeners.some((it) => it.system === system && it.handler === handler)) {
      this.#listeners.set(key, [...listeners, { system, handler }]);
    }
  }

  unlisten(system, namespace, systemName, eventName, handler) {
    const key = keyOf(namespace, systemName, eventName);
    this.#keep(key, (it) => it.system !== system || it.handler !== handler);
  }

  unlistenAll(system) {
    for (const key of this.#listeners.keys()) {
      this.#keep(key, (it) => it.system !== system);
    }
  }

  dispatch(namespace, systemName, eventName, data) {
    const key = keyOf(namespace, systemName, eventName);
    for (const listener of this.#listeners.get(key) ?? []) {
      if (this.#listeners.get(key)?.includes(listener)) {
        const what = `${nameOf(listener.system)} on ${namespace}.${systemName}.${eventName}`;
        guarded(what, () => listener.handler(structuredClone(data)));
      }
    }
  }

  #keep(key, isKept) {
    const kept = (this.#listeners.get(key) ?? []).filter(isKept);
    if (kept.length > 0) {
      this.#listeners.set(key, kept);
    } else {
      this.#listeners.delete(key);
    }
  }
}

function keyOf(...names) {
  return JSON.stringify(names);
}

export function nameOf(system) {
  return `${system.namespace}.${system.systemName}`;
}
