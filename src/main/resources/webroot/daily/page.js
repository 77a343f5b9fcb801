/** The page: either asks who the player is, or holds the player's client. */

import { DelosClient } from '../delos.js';
import * as broadcast from './broadcast-system.js';
import { DailyClientSystem, NAMESPACE, SYSTEM_NAME } from './daily-client-system.js';
import { element } from './element.js';
import { LoginForm } from './login-form.js';
import { forgetSession, savedSession } from './session.js';
import { SessionBar } from './session-bar.js';
import { words } from './words.js';

const LOGIN_AGAIN = ['TOKEN_INVALID', 'TOKEN_EXPIRED'];

const main = document.getElementById('main');
const screens = element('div', { class: 'screens' });
const form = new LoginForm(enter);
const bar = new SessionBar({ onLogout: () => leave(words.login.left), onRetry: retry });
let client = null;

document.title = words.title;
document.getElementById('skip').textContent = words.skip;
document.getElementById('brand').textContent = words.brand;
document.getElementById('session').append(bar.root);
main.append(bar.notice, form.root, screens);

const saved = savedSession();
if (saved) {
  enter(saved);
} else {
  form.show('');
}

function enter({ token, name }) {
  form.hide();
  bar.show(name);
  client = new DelosClient({ token, screens });
  // First, so that its screen is above the others.
  client.registerSystem(
    broadcast.NAMESPACE,
    broadcast.SYSTEM_NAME,
    broadcast.BroadcastClientSystem,
  );
  client.registerSystem(NAMESPACE, SYSTEM_NAME, DailyClientSystem);
  client.onState(onState);
  client.connect();
}

function leave(note) {
  forgetSession();
  client.close();
  client = null;
  bar.hide();
  form.show(note);
}

function retry() {
  client.connect();
}

function onState(status) {
  bar.showState(status);
  if (LOGIN_AGAIN.includes(status.code)) {
    leave(words.login.over);
  }
}
