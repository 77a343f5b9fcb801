/**
 * Players with delos.js in one process of Node, on behalf of a test: a line of JSON in, {id, player,
 * call, args}, a line out, {id, result}. Its clock can be put forward.
 */
import { createInterface } from 'node:readline';

const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis;
const realNow = Date.now;
const timers = new Set();
let skipped = 0;

Date.now = () => realNow() + skipped;
globalThis.setTimeout = (callback, ms = 0) => {
  if (new Error().stack.includes('node:internal/deps')) {
    return setRealTimeout(callback, ms);
  }
  const timer = { callback, due: Date.now() + ms };
  timers.add(timer);
  arm(timer);
  return timer;
};
globalThis.clearTimeout = (timer) => {
  timers.delete(timer);
  clearRealTimeout(timer?.real ?? timer);
};

function arm(timer) {
  clearRealTimeout(timer.real);
  timer.real = setRealTimeout(
    () => {
      timers.delete(timer);
      timer.callback();
    },
    Math.max(0, timer.due - Date.now()),
  );
}

function skip(ms) {
  skipped += ms;
  timers.forEach(arm);
}

const { ClientSystem, DelosClient, logInAsGuest } = await import(process.argv[2]);

const ENGINE = ['Minecraft', 'Engine'];

/** Says things, and keeps what it hears. */
class Probe extends ClientSystem {
  heard = [];
  engine = [];

  start() {
    const hear = ({ text }) => this.heard.push(text);
    this.listenForEvent('probe', 'Server', 'Answer', hear);
    this.listenForEvent('probe', 'Service', 'Answer', hear);
    this.listenForEvent('probe', 'Client', 'Aside', ({ text }) => this.heard.push(`aside ${text}`));
    this.listenForEvent(...ENGINE, 'UiInitFinished', () => this.engine.push('ready'));
    this.listenForEvent(...ENGINE, 'ConnectionLostEvent', ({ code, comesBack }) =>
      this.engine.push(`lost ${code} ${comesBack}`),
    );
    this.listenForEvent(...ENGINE, 'ConnectionResumedEvent', ({ resumed, loss }) =>
      this.engine.push(`back ${resumed} ${loss}`),
    );
  }
}

class Broken extends ClientSystem {
  start() {
    this.listenForEvent('probe', 'Server', 'Answer', () => {
      throw new Error('it was taken out');
    });
    throw new Error('as the test wants it');
  }
}

/** As web storage is. */
class Storage extends Map {
  getItem = (key) => this.get(key) ?? null;
  setItem = (key, value) => this.set(key, value);
  removeItem = (key) => this.delete(key);
}

class Player {
  #client;
  #probe;
  #states = [];
  #faults = [];

  constructor({ urls, token, storage }) {
    this.#client = new DelosClient({ url: urls, token, storage });
    this.#client.registerSystem('probe', 'Broken', Broken);
    this.#probe = this.#client.registerSystem('probe', 'Client', Probe);
    this.#client.onFault(({ code }) => this.#faults.push(code));
    this.#client.onState(({ state, code }) => this.#states.push(`${state} ${code}`.trim()));
  }

  connect = () => outcome(this.#client.connect());
  connectOnce = () => outcome(this.#client.connectOnce());
  connectAgain = () => outcome(this.#client.connect());
  states = () => this.#states;
  player = () => this.#client.player;
  faults = () => this.#faults;
  heard = () => this.#probe.heard;
  engine = () => this.#probe.engine;
  notify = ({ event, data }) => this.#probe.notifyToServer(event, data);
  notifyService = ({ serverId, event, data }) =>
    this.#probe.notifyToServiceNode(serverId, event, data);
  broadcast = ({ event, data }) => this.#probe.broadcastEvent(event, data);
  drop = () => this.#client.drop();
  close = () => this.#client.close();
}

async function outcome(connected) {
  try {
    const { id, uid, name } = await connected;
    return { id, uid, name };
  } catch ({ code, message }) {
    return { code, message };
  }
}

const players = new Map();
const storages = new Map();

async function answer({ player, call, args }) {
  if (call === 'create') {
    const name = args.storage;
    if (name && !storages.has(name)) {
      storages.set(name, new Storage());
    }
    players.set(player, new Player({ ...args, storage: name ? storages.get(name) : null }));
    return null;
  }
  if (call === 'skip') {
    skip(args.ms);
    return null;
  }
  if (call === 'logInAsGuest') {
    const { name, url } = args;
    return logInAsGuest(name, url).catch(({ code }) => ({ code }));
  }
  return players.get(player)[call](args);
}

for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line);
  answer(call)
    .catch((error) => ({ failure: String(error) }))
    .then((result = null) => console.log(JSON.stringify({ id: call.id, result })));
}
process.exit(0);
