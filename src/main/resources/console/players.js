import { playerAddress } from './addresses.js';
import { element } from './element.js';
import { textField } from './fields.js';
import { Loading } from './loading.js';
import { playerActions } from './player-actions.js';
import { playerCalendar } from './player-calendar.js';
import { grantsTable, inventoryTable, ledgerTable, standing } from './player-tables.js';
import { panel } from './table.js';
import { words } from './words.js';

/**
 * Finds a player, and shows all that there is of them.
 *
 * @param {import('./console.js').Console} console
 */
export function players({ commands, activity, query }) {
  const uid = query.get('uid');
  const root = element('div', { class: 'stack' }, finder(uid));
  if (uid !== null) {
    root.append(...onePlayer(commands, activity, uid, query.get('month')));
  }
  return root;
}

function finder(uid) {
  const field = textField(words.players.uid, {
    hint: words.players.uidHint,
    required: true,
    maxlength: 128,
    value: uid,
    autocapitalize: 'off',
    spellcheck: 'false',
    'data-testid': 'uid',
  });
  const find = (event) => {
    event.preventDefault();
    const found = playerAddress(field.read() ?? '');
    if (location.hash === found) {
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    } else {
      location.hash = found;
    }
  };
  return element(
    'form',
    { class: 'panel finder', role: 'search', onsubmit: find },
    field.root,
    element('button', { class: 'main-button', 'data-testid': 'find', text: words.players.find }),
  );
}

/** What is shown comes anew after each action; the actions stay as they are. */
function onePlayer(commands, activity, uid, month) {
  const head = element('div', { class: 'stack', 'data-testid': 'player' });
  const rest = new Loading();
  const load = () =>
    rest.show(async () => {
      const body = { uid, activity, ...(month ? { month } : {}) };
      const found = await commands.run('/daily/player/show', body);
      head.replaceChildren(
        panel(found.uid, standing(found)),
        playerCalendar(found, month ?? found.today.slice(0, 7)),
      );
      return history(found);
    });
  load();
  const actions = panel(words.players.actions, ...playerActions(commands, activity, uid, load));
  return [head, actions, rest.root];
}

function history(found) {
  return element(
    'div',
    { class: 'stack' },
    panel(words.players.grants, grantsTable(found)),
    panel(words.players.ledger, ledgerTable(found)),
    panel(words.players.inventory, inventoryTable(found)),
  );
}
