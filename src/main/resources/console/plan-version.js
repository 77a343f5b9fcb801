import { activationAddress, newPlanAddress } from './addresses.js';
import { element } from './element.js';
import { previewForm } from './plan-preview.js';
import { titleOf } from './rewards.js';
import { facts, panel } from './table.js';
import { moment } from './times.js';
import { words } from './words.js';

const texts = words.plans;

/** One version: what it says, and what it would pay. */
export async function planVersion({ commands, activity, query }, { versions, valid, zone }) {
  const version = Number(query.get('version') ?? valid);
  const { plan } = await commands.run('/daily/plan/show', { activity, version });
  const row = versions.find((one) => one.version === version);
  return element(
    'div',
    { class: 'stack' },
    panel(
      texts.version(version),
      facts([
        [texts.title, titleOf(plan.title)],
        [texts.state, version === valid ? texts.isValid : null],
        [texts.storedAt, moment(row?.created_at, zone)],
        [texts.who, row?.operator],
        [texts.why, row?.reason],
        [texts.zone, plan.zone],
        [texts.resetHour, `${plan.resetHour}:00`],
        [texts.kind, texts.kinds[Object.keys(plan.calendar)[0]]],
      ]),
      element(
        'p',
        { class: 'buttons' },
        element('a', { class: 'quiet', href: activationAddress(version), text: texts.activateIt }),
        element('a', { class: 'quiet', href: newPlanAddress(version), text: texts.edit }),
      ),
    ),
    panel(
      texts.preview,
      previewForm(commands, activity, () => ({ version }), plan.zone),
    ),
    panel(
      texts.document,
      element('pre', {
        tabindex: '0',
        'data-testid': 'document',
        text: JSON.stringify(plan, null, 2),
      }),
    ),
  );
}
