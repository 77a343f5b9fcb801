import { isUnsettled, mayLeave } from './action-form.js';
import { Commands, token } from './commands.js';
import { element } from './element.js';
import { figures } from './figures.js';
import { loginForm } from './login-form.js';
import { network } from './network.js';
import { plans } from './plans.js';
import { players } from './players.js';
import { titleOf } from './rewards.js';
import { words } from './words.js';

const SECTIONS = { players, network, figures, plans };
const STANDBY_CHECK_MS = 3_000;

/**
 * What each section is made with.
 *
 * @typedef {object} Console
 * @property {Commands} commands
 * @property {string} activity of which everything is shown
 * @property {URLSearchParams} query of the address
 * @property {string} place the part of the section
 */

const byId = (id) => document.getElementById(id);
const commands = new Commands();
let activities = [];
let activity = null;
let nextTry;

function start() {
  document.title = words.title;
  byId('brand').textContent = words.brand;
  byId('skip').textContent = words.skip;
  commands.addEventListener('answer', ({ detail }) => answered(detail));
  window.addEventListener('hashchange', ({ oldURL }) => turn(oldURL));
  enter();
}

/** Asks for the activities first: the answer says whether the token is right, the master active. */
async function enter() {
  if (token.get() === null) {
    askForToken('');
    return;
  }
  try {
    ({ activities } = await commands.run('/daily/activities'));
    activity ??= activities[0]?.activity ?? 'daily';
    show();
  } catch ({ code, message }) {
    if (code === 0 || code >= 500) {
      waits(standsBy(message) ? words.standbyLead : words.noAnswerLead);
      if (code !== 0) {
        notice(message, standsBy(message) ? words.standby : words.failed);
      }
    } else if (code !== 401) {
      showTools();
      notice(message, words.failed);
    }
  }
}

const standsBy = (message) => message.includes('stands by');

/** Nothing can be shown yet: it is tried again, until the operator logs out. */
function waits(text) {
  showTools();
  fill(element('p', { class: 'panel', 'data-testid': 'waits', text }));
  nextTry = setTimeout(enter, STANDBY_CHECK_MS);
}

function askForToken(note) {
  clearTimeout(nextTry);
  byId('tools').replaceChildren();
  const form = loginForm(note, (text) => {
    token.keep(text);
    enter();
  });
  fill(form);
  form.querySelector('input').focus();
}

/** What is shown instead of the section; above it, as long as an order there is not settled. */
function fill(content) {
  content.dataset.isAbove = '';
  byId('main').querySelector('[data-is-above]')?.remove();
  if (isUnsettled()) {
    byId('main').prepend(content);
  } else {
    byId('main').replaceChildren(content);
  }
}

function answered({ code, message }) {
  if (code === 401) {
    token.forget();
    notice('');
    askForToken(words.login.wrong);
  } else if (code === 503) {
    notice(message, standsBy(message) ? words.standby : words.failed);
  } else if (code === 0) {
    notice(words.noAnswer, words.unreachable);
  } else {
    notice('');
  }
}

function notice(text, title = '') {
  byId('notice').replaceChildren(
    ...(text === '' ? [] : [element('strong', { text: title }), ' ', text]),
  );
}

function logOut() {
  if (!mayLeave()) {
    return;
  }
  token.forget();
  activity = null;
  location.hash = '';
  notice('');
  askForToken(words.login.left);
}

/** The address is `#/section/place?key=value`. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, place = ''] = path.split('/');
  return { name: name in SECTIONS ? name : 'players', place, query: new URLSearchParams(query) };
}

/** Another address, unless the operator stays with an order that is not settled. */
function turn(oldURL) {
  if (mayLeave()) {
    show();
  } else {
    history.replaceState(null, '', oldURL || location.href);
  }
}

function show() {
  if (token.get() === null || activity === null) {
    return;
  }
  const { name, place, query } = route();
  showTools(name);
  if (isUnsettled()) {
    byId('main').querySelector('[data-is-above]')?.remove();
    return;
  }
  const title = element('h1', { tabindex: '-1', text: words.sections[name] });
  const content = SECTIONS[name]({ commands, activity, place, query });
  byId('main').replaceChildren(element('div', { class: 'section' }, title, content));
  document.title = `${words.sections[name]} · ${words.title}`;
  title.focus({ preventScroll: true });
}

function showTools(current) {
  byId('tools').replaceChildren(
    activity === null ? '' : navigation(current),
    activities.length > 1 ? activityChoice() : '',
    element('button', {
      type: 'button',
      class: 'quiet',
      'data-testid': 'logout',
      text: words.logout,
      onclick: logOut,
    }),
  );
}

function navigation(current) {
  const link = (name) =>
    element('a', {
      href: `#/${name}`,
      'aria-current': name === current ? 'page' : null,
      text: words.sections[name],
    });
  return element('nav', { 'aria-label': words.navigation }, ...Object.keys(SECTIONS).map(link));
}

function activityChoice() {
  const choice = element(
    'select',
    {
      'aria-label': words.activity,
      'data-testid': 'activity',
      onchange: () => {
        if (mayLeave()) {
          activity = choice.value;
          show();
        } else {
          choice.value = activity;
        }
      },
    },
    ...activities.map((one) =>
      element('option', {
        value: one.activity,
        selected: one.activity === activity,
        text: titleOf(one.title) || one.activity,
      }),
    ),
  );
  return choice;
}

start();
