import { actionForm } from './action-form.js';
import { activationAddress } from './addresses.js';
import { element } from './element.js';
import { areaField, FieldError } from './fields.js';
import { differenceTable } from './plan-difference.js';
import { previewForm, readJson, refused } from './plan-preview.js';
import { panel, table } from './table.js';
import { words } from './words.js';

const texts = words.newPlan;

/** A plan is written or pasted, looked at from all sides, and stored as a new version. */
export async function newPlan({ commands, activity, query }, { valid, zone }) {
  const base = Number(query.get('version') ?? valid);
  const { plan } = await commands.run('/daily/plan/show', { activity, version: base });
  const editor = areaField(texts.plan, {
    hint: texts.planHint,
    rows: 24,
    class: 'editor',
    required: true,
    'data-testid': 'plan',
  });
  editor.input.value = JSON.stringify(plan, null, 2);
  const read = () => readPlan(editor);
  return element(
    'div',
    { class: 'stack' },
    panel(
      texts.title(base),
      element('p', { class: 'hint', text: texts.lead }),
      storing(commands, activity, editor, read),
    ),
    panel(texts.difference(base), comparison(commands, activity, base, read)),
    panel(
      words.plans.preview,
      previewForm(commands, activity, () => ({ plan: read() }), zone),
    ),
  );
}

function readPlan(editor) {
  const plan = readJson(editor);
  if (plan === null || typeof plan !== 'object' || Array.isArray(plan)) {
    throw new FieldError(texts.notAnObject);
  }
  return plan;
}

function storing(commands, activity, editor, read) {
  const form = actionForm({
    commands,
    name: 'put',
    path: '/daily/plan/put',
    fields: [editor.root],
    body: () => ({ activity, plan: read() }),
    before: async ({ plan }) => {
      const { mistakes } = await commands.run('/daily/plan/check', { plan });
      return mistakes.length === 0 ? null : mistakesTable(mistakes);
    },
    shows: ({ version, dryRun }) =>
      dryRun
        ? element('p', { text: texts.wouldBe(version) })
        : element(
            'p',
            {},
            `${texts.stored(version)} `,
            element('a', { href: activationAddress(version), text: texts.activate(version) }),
          ),
  });
  // What was written stays: it may be the base of the next version.
  form.addEventListener('reset', () => {
    const { value } = editor.input;
    queueMicrotask(() => (editor.input.value = value));
  });
  return form;
}

function mistakesTable(mistakes) {
  return table({
    id: 'mistakes',
    caption: texts.mistakes,
    empty: '',
    rows: mistakes,
    columns: [
      { title: texts.path, wide: true, cell: ({ path }) => element('code', { text: path }) },
      { title: texts.found, wide: true, cell: ({ found }) => element('code', { text: found }) },
      { title: texts.allowed, wide: true, cell: ({ allowed }) => allowed },
    ],
  });
}

function comparison(commands, activity, base, read) {
  const shown = element('div', { role: 'status' });
  const compare = async () => {
    try {
      const found = await commands.run('/daily/plan/diff', { activity, from: base, to: read() });
      shown.replaceChildren(differenceTable(found, base, texts.yours));
    } catch (failure) {
      shown.replaceChildren(refused(failure));
    }
  };
  return element(
    'div',
    { class: 'action' },
    element(
      'div',
      { class: 'buttons' },
      element('button', {
        type: 'button',
        class: 'main-button',
        'data-testid': 'compare-plan',
        text: texts.compare,
        onclick: compare,
      }),
    ),
    shown,
  );
}
