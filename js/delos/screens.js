import { guarded } from './guarded.js';

/** The screens that mods registered, and those that are open. */
export class Screens {
  #parent;
  #registered = new Map();
  #open = new Map();

  constructor(parent) {
    this.#parent = parent;
  }

  register(system, namespace, uiKey, ScreenNodeClass) {
    this.#registered.set(keyOf(namespace, uiKey), { system, ScreenNodeClass });
  }

  create(namespace, uiKey, data) {
    const present = this.get(namespace, uiKey);
    if (present) {
      present.refresh(data);
      return present;
    }
    const registered = this.#registered.get(keyOf(namespace, uiKey));
    if (!registered) {
      throw new Error(`createUI(${namespace}, ${uiKey}): not registered`);
    }
    const root = document.createElement('div');
    root.dataset.ui = `${namespace}.${uiKey}`;
    this.#parent.append(root);
    const screen = new registered.ScreenNodeClass(registered.system, root);
    this.#open.set(keyOf(namespace, uiKey), screen);
    screen.open(data);
    return screen;
  }

  get(namespace, uiKey) {
    const screen = this.#open.get(keyOf(namespace, uiKey));
    return screen?.root.isConnected ? screen : null;
  }

  closeAll() {
    for (const screen of this.#open.values()) {
      guarded('close of a screen', () => screen.close());
    }
    this.#open.clear();
  }
}

function keyOf(...names) {
  return JSON.stringify(names);
}
