import { figuresAddress } from './addresses.js';
import { barChart, lineChart } from './charts.js';
import { element } from './element.js';
import { choiceField, dateField } from './fields.js';
import { Loading } from './loading.js';
import { count } from './rewards.js';
import { panel, table } from './table.js';
import { words } from './words.js';

const texts = words.figures;

/**
 * How the activity goes, day by day.
 *
 * @param {import('./console.js').Console} console
 */
export function figures({ commands, activity, query }) {
  const shown = new Loading();
  const range = { from: query.get('from') ?? undefined, to: query.get('to') ?? undefined };
  const from = dateField(texts.from, { 'data-testid': 'figures-from' });
  const to = dateField(texts.to, { 'data-testid': 'figures-to' });
  shown.show(async () => {
    const found = await commands.run('/daily/statistics', { activity, ...range });
    from.input.value = found.from;
    to.input.value = found.to;
    return charts(found.days);
  });
  return element('div', { class: 'stack' }, rangeForm(from, to), shown.root);
}

function rangeForm(from, to) {
  const show = (event) => {
    event.preventDefault();
    location.hash = figuresAddress(from.read(), to.read());
  };
  return element(
    'form',
    { class: 'panel finder', onsubmit: show },
    from.root,
    to.root,
    element('button', { class: 'main-button', 'data-testid': 'show-figures', text: texts.show }),
    element('p', { class: 'hint wide', text: texts.rangeHint }),
  );
}

/** A ratio as a percentage; what isn't known (yet) as a dash. */
const percent = (ratio) =>
  ratio === null || ratio === undefined
    ? '–'
    : `${(ratio * 100).toFixed(ratio > 0 && ratio < 0.1 ? 1 : 0)} %`;

const whole = (number) => (Number.isInteger(number) ? count(number) : '');

const bucket = ({ from, to }) =>
  to === null ? `${from}+` : from === to ? `${from}` : `${from}–${to}`;

function charts(days) {
  if (days.length === 0) {
    return element('p', { class: 'empty', text: texts.none });
  }
  const dates = days.map(({ date }) => date);
  const line = (name, key) => ({ name, values: days.map((day) => day[key] ?? null) });
  const lines = (title, meaning, id, format, ...named) =>
    figure(title, meaning, id, lineChart(`${title}. ${texts.inTable}`, dates, named, format));
  return element(
    'div',
    { class: 'figures' },
    lines(
      texts.claimRate,
      texts.claimRateMeans,
      'claim-rate',
      percent,
      line(texts.claimRate, 'claimRate'),
    ),
    lines(
      texts.signIns,
      texts.signInsMean,
      'sign-ins',
      whole,
      line(texts.signIns, 'signIns'),
      line(texts.newPlayers, 'newPlayers'),
      line(texts.madeUp, 'madeUp'),
    ),
    streaks(days),
    lines(
      texts.retention,
      texts.retentionMeans,
      'retention',
      percent,
      line('D1', 'd1'),
      line('D7', 'd7'),
      line('D30', 'd30'),
    ),
    panel(texts.numbers, numbers(days)),
  );
}

function figure(title, meaning, id, ...content) {
  return element(
    'section',
    { class: 'panel', 'data-testid': `chart-${id}` },
    element('h2', { text: title }),
    element('p', { class: 'hint', text: meaning }),
    ...content,
  );
}

/** The histogram of one day, the last one with sign-ins if one doesn't choose. */
function streaks(days) {
  const last = days.findLast(({ signIns }) => signIns > 0) ?? days.at(-1);
  const options = days.map(({ date }) => [date, date, date === last.date]).reverse();
  const choice = choiceField(texts.streakDay, options, { 'data-testid': 'streak-day' });
  const place = element('div');
  const draw = () => {
    const day = days.find(({ date }) => date === choice.input.value);
    const bars = day.streaks.map((one) => ({ name: bucket(one), value: one.players }));
    place.replaceChildren(barChart(`${texts.streaks}, ${day.date}. ${texts.inTable}`, bars, whole));
  };
  choice.input.addEventListener('change', draw);
  draw();
  return figure(texts.streaks, texts.streaksMean, 'streaks', choice.root, place);
}

function numbers(days) {
  const number = (title, cell) => ({ title, number: true, cell });
  const amount = (title, key) =>
    number(title, (day) => (day[key] === null || day[key] === undefined ? '–' : count(day[key])));
  const ratio = (title, key) => number(title, (day) => percent(day[key]));
  const ofBucket = (one, i) =>
    number(texts.streakOf(bucket(one)), (day) => count(day.streaks[i].players));
  return table({
    id: 'numbers',
    isGrid: true,
    caption: texts.numbers,
    empty: texts.none,
    rows: [...days].reverse(),
    columns: [
      { title: texts.day, cell: ({ date }) => date },
      amount(texts.signIns, 'signIns'),
      amount(texts.madeUp, 'madeUp'),
      amount(texts.newPlayers, 'newPlayers'),
      amount(texts.visitors, 'visitors'),
      ratio(texts.claimRate, 'claimRate'),
      ratio('D1', 'd1'),
      ratio('D7', 'd7'),
      ratio('D30', 'd30'),
      ...days[0].streaks.map(ofBucket),
    ],
  });
}
