import { activation } from './activation.js';
import {
  activationAddress,
  differenceAddress,
  newPlanAddress,
  versionAddress,
} from './addresses.js';
import { element } from './element.js';
import { Loading } from './loading.js';
import { newPlan } from './new-plan.js';
import { planDifference } from './plan-difference.js';
import { planVersion } from './plan-version.js';
import { facts, panel, table } from './table.js';
import { moment } from './times.js';
import { words } from './words.js';

const texts = words.plans;
const PLACES = {
  '': list,
  version: planVersion,
  difference: planDifference,
  new: newPlan,
  activate: activation,
};

/**
 * The versions of the activity's plan, and what one does with them: each has a place of its own.
 *
 * @param {import('./console.js').Console} console
 */
export function plans(console) {
  const shown = new Loading();
  const place = PLACES[console.place] ?? list;
  shown.show(async () => place(console, await known(console)));
  return element('div', { class: 'stack' }, places(console.place), shown.root);
}

/**
 * All versions and activations, and the zone in which times are told.
 *
 * @typedef {{valid: number, versions: object[], activations: object[], zone: string}} Known
 */
async function known({ commands, activity }) {
  const found = await commands.run('/daily/plan/list', { activity });
  const { plan } = await commands.run('/daily/plan/show', { activity, version: found.valid });
  return { ...found, zone: plan.zone };
}

function places(current) {
  const link = (place, href, text) =>
    element('a', {
      class: 'quiet',
      href,
      'aria-current': place === current ? 'page' : null,
      'data-testid': `plans-${place || 'list'}`,
      text,
    });
  return element(
    'nav',
    { class: 'buttons', 'aria-label': texts.places },
    link('', '#/plans', texts.versions),
    link('new', newPlanAddress(), texts.new),
    link('activate', activationAddress(), texts.activate),
    link('difference', differenceAddress(), texts.compare),
  );
}

function list(_, found) {
  const { valid, today, endOfToday, zone } = found;
  return element(
    'div',
    { class: 'stack' },
    panel(
      texts.now,
      facts(
        [
          [texts.valid, element('a', { href: versionAddress(valid), text: texts.version(valid) })],
          [texts.zone, zone],
          [texts.today, today],
          [texts.endOfToday, moment(endOfToday, zone)],
        ],
        'valid',
      ),
    ),
    panel(texts.versions, versionsTable(found)),
    panel(
      texts.activations,
      element('p', { class: 'hint', text: texts.activationsLead }),
      activationsTable(found),
    ),
  );
}

function versionsTable({ versions, valid, zone }) {
  return table({
    id: 'versions',
    caption: texts.versions,
    empty: texts.noVersions,
    rows: [...versions].reverse(),
    columns: [
      { title: texts.number, cell: ({ version }) => version },
      {
        title: texts.state,
        cell: ({ version }) => (version === valid ? badge(texts.isValid) : ''),
      },
      { title: texts.storedAt, cell: (row) => moment(row.created_at, zone) },
      { title: texts.who, cell: ({ operator }) => operator },
      { title: texts.why, wide: true, cell: ({ reason }) => reason },
      { title: texts.todo, cell: ({ version }) => links(version, valid) },
    ],
  });
}

function links(version, valid) {
  const link = (href, text) =>
    element('a', { href, 'aria-label': `${text}: ${texts.version(version)}`, text });
  return element(
    'span',
    { class: 'links' },
    link(versionAddress(version), texts.show),
    version === valid ? null : link(differenceAddress(valid, version), texts.compare),
    link(activationAddress(version), version < valid ? texts.rollBack : texts.activate),
    link(newPlanAddress(version), texts.edit),
  );
}

function activationsTable({ activations, zone }) {
  return table({
    id: 'activations',
    caption: texts.activations,
    empty: texts.noActivations,
    rows: [...activations].reverse(),
    columns: [
      { title: texts.number, cell: ({ number }) => number },
      { title: texts.versionHead, number: true, cell: ({ version }) => version },
      { title: texts.state, cell: (row) => stateOf(row, activations) },
      { title: texts.from, cell: ({ at }) => moment(at, zone) },
      { title: texts.orderedAt, cell: (row) => moment(row.ordered_at, zone) },
      { title: texts.who, cell: ({ operator }) => operator },
      { title: texts.why, wide: true, cell: ({ reason }) => reason },
    ],
  });
}

/** Of two at the same instant the later one holds. */
function stateOf({ number, at }, activations) {
  const time = Date.parse(at);
  const followers = activations.filter((other) => other.number > number);
  if (followers.some((other) => Date.parse(other.at) === time)) {
    return texts.replaced;
  }
  if (time > Date.now()) {
    return badge(texts.toCome);
  }
  return followers.some((other) => Date.parse(other.at) <= Date.now())
    ? texts.over
    : badge(texts.isValid);
}

const badge = (text) => element('span', { class: 'badge', text });
