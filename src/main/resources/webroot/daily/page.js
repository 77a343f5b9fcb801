/** The page: either asks who the player is, or holds the player's client. */

import { DelosClient } from '../delos.js';
import * as broadcast from './broadcast-system.js';
import { DailyClientSystem, NAMESPACE, SYSTEM_NAME } from './daily-client-system.js';
import { element } from './element.js';
import { languagePicker } from './language-picker.js';
import { LoginForm } from './login-form.js';
import { forgetSession, savedSession } from './session.js';
import { SessionBar } from './session-bar.js';
import { say } from './words.js';

const LOGIN_AGAIN = ['TOKEN_INVALID', 'TOKEN_EXPIRED'];

const main = document.getElementById('main');
const screens = element('div', { class: 'screens' });
const form = new LoginForm(enter);
const bar = new SessionBar({ onLogout: () => leave(say('login.left')), onRetry: retry });
let client = null;

document.title = say('page.title');
document.getElementById('skip').textContent = say('page.skip');
document.getElementById('brand').textContent = say('page.brand');
document.getElementById('session').append(bar.root);
document.getElementById('language').append(languagePicker());
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
    leave(say('login.over'));
  }
}
