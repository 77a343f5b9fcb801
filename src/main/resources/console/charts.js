import { element } from './element.js';
import uPlot from './webjars/uplot/1.6.30/dist/uPlot.esm.js';

const HEIGHT = 240;
const COLOURS = ['--line-1', '--line-2', '--line-3'];
const DARK = window.matchMedia('(prefers-color-scheme: dark)');

/**
 * Lines over days. What isn't known is a gap.
 *
 * @param {string} label what the chart shows, for those who don't see it
 * @param {string[]} days such as `2026-11-25`
 * @param {{name: string, values: (number | null)[]}[]} lines
 * @param {(value: number) => string} format of the values
 */
export function lineChart(label, days, lines, format) {
  const seconds = days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000);
  const series = lines.map(({ name }, i) => ({
    label: name,
    stroke: colour(COLOURS[i]),
    width: 2,
    dash: [[], [8, 4], [2, 4]][i],
    points: { show: days.length < 40, size: 6, fill: colour('--panel') },
    value: (_, value) => (value === null || value === undefined ? '–' : format(value)),
  }));
  return chart(label, [seconds, ...lines.map(({ values }) => values)], {
    scales: { x: { time: true }, y: { range: fromZero } },
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), 'Etc/UTC'),
    axes: [axis({ values: dayLabels, space: 60 }), axis({ values: labels(format), size: 60 })],
    series: [{ label: 'Day', value: (_, second) => (second ? dayOf(second) : '–') }, ...series],
  });
}

/**
 * Bars side by side.
 *
 * @param {string} label what the chart shows, for those who don't see it
 * @param {{name: string, value: number}[]} bars
 * @param {(value: number) => string} format of the values
 */
export function barChart(label, bars, format) {
  const places = bars.map((_, i) => i);
  return chart(label, [places, bars.map(({ value }) => value)], {
    scales: { x: { time: false, range: [-0.6, bars.length - 0.4] }, y: { range: fromZero } },
    axes: [
      axis({ splits: () => places, values: () => bars.map(({ name }) => name), space: 1 }),
      axis({ values: labels(format), size: 60 }),
    ],
    legend: { show: false },
    cursor: { show: false },
    series: [
      {},
      {
        stroke: colour(COLOURS[0]),
        fill: colour(COLOURS[0]),
        paths: uPlot.paths.bars({ size: [0.7, 120] }),
        points: { show: false },
      },
    ],
  });
}

/** Drawn once it has a place on the page, and anew when that is of another width or colour. */
function chart(label, data, options) {
  const root = element('div', { class: 'chart', role: 'img', 'aria-label': label });
  let drawn = null;
  const draw = () => {
    drawn?.destroy();
    drawn = new uPlot({ width: root.clientWidth, height: HEIGHT, ...options }, data, root);
  };
  const resize = () => {
    if (root.clientWidth > 0) {
      if (drawn === null) {
        draw();
      } else if (drawn.width !== root.clientWidth) {
        drawn.setSize({ width: root.clientWidth, height: HEIGHT });
      }
    }
  };
  const recolour = () => (root.isConnected ? draw() : DARK.removeEventListener('change', recolour));
  DARK.addEventListener('change', recolour);
  new ResizeObserver(resize).observe(root);
  return root;
}

function axis(options) {
  return {
    stroke: colour('--ink-soft'),
    grid: { stroke: colour('--grid'), width: 1 },
    ticks: { stroke: colour('--grid'), width: 1 },
    font: '13px system-ui, sans-serif',
    ...options,
  };
}

/** As the page has it when it is drawn. */
function colour(name) {
  return () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const fromZero = (_, min, max) => [Math.min(0, min ?? 0), max > 0 ? max * 1.08 : 1];

const labels = (format) => (_, splits) => splits.map((value) => format(value));

const dayOf = (second) => new Date(second * 1000).toISOString().slice(0, 10);

const dayLabels = (_, splits) => splits.map((second) => dayOf(second).slice(5));
