import { exact, quantity } from '../format.js';
import { partyName } from '../parties.js';
import { choose, state } from '../state.js';
import { ledgers } from '../words.js';

const SHOWN = ['pledged', 'committed', 'delivered', 'received'];
const THICKNESS = 22;
const ROW_HEIGHT = 40;
const AROUND = 84;
const MOST_DONORS = 40;

let chart;
let drawn = '';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws one bar a donor, its ledgers on top of each other. Draws only when the figures or the colours have changed. */
export function drawChart(element, rows, unit) {
  if (!window.echarts) return;
  const donors = rows.slice(0, MOST_DONORS);
  const now = JSON.stringify([donors, unit, colour('--pledged'), element.clientWidth]);
  if (now === drawn) return;
  drawn = now;

  element.style.height = `${donors.length * ROW_HEIGHT + AROUND}px`;
  chart ??= start(element);
  chart.resize();
  chart.setOption(options(donors, unit, element.clientWidth), { replaceMerge: ['series'] });
  element.setAttribute('aria-label', describe(donors, unit));
}

function start(element) {
  const made = window.echarts.init(element, null, { renderer: 'svg' });
  made.on('click', ({ name }) => {
    const capability = document.getElementById('overview-capability').value;
    choose({ ...state, pledgeKind: '', pledgeStatus: '', pledgeDonor: name, pledgeCapability: capability });
    document.dispatchEvent(new CustomEvent('chosen', { detail: { goTo: 'pledges' } }));
  });
  return made;
}

function options(donors, unit, width) {
  const text = colour('--text-soft');
  const narrow = width < 520;
  return {
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: narrow ? 64 : 96, top: 44, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 14, textStyle: { color: colour('--text'), fontSize: 14 }, selectedMode: false },
    tooltip: {
      trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true,
      backgroundColor: colour('--surface'), borderColor: colour('--line'), textStyle: { color: colour('--text') },
      formatter: (points) => [`<strong>${partyName(points[0].name)}</strong>`,
        ...points.map((point) => `${point.marker}${point.seriesName}: ${exact(point.value, unit)}`)].join('<br>'),
    },
    xAxis: {
      type: 'value', splitNumber: narrow ? 2 : 5, axisLabel: { color: text, fontSize: 13, formatter: (value) => quantity(value, unit) },
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    yAxis: {
      type: 'category', inverse: true, data: donors.map((row) => row.donor), axisTick: { show: false }, triggerEvent: true,
      axisLine: { lineStyle: { color: colour('--line-strong') } },
      axisLabel: { color: colour('--text'), fontSize: 14, formatter: (code) => (narrow ? code : partyName(code)) },
    },
    series: SHOWN.map((field, index) => ({
      name: ledgers.find((ledger) => ledger.field === field).name, type: 'bar', barGap: '-100%', barWidth: THICKNESS, z: index + 2,
      data: donors.map((row) => row[field]), cursor: 'pointer',
      label: { show: field === 'pledged', position: 'right', color: colour('--text'), fontSize: 13, formatter: ({ value }) => quantity(value, unit) },
      itemStyle: { color: colour(`--${field}`), borderColor: colour(`--${field}-edge`) || 'transparent', borderWidth: field === 'pledged' ? 1 : 0, borderRadius: 2 },
    })),
  };
}

const describe = (donors, unit) => donors.map((row) => `${partyName(row.donor)}: announced ${exact(row.pledged, unit)}, `
  + `committed ${exact(row.committed, unit)}, delivered ${exact(row.delivered, unit)}, received ${exact(row.received, unit)}`).join('; ');
