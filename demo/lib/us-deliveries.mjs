import { COORDINATOR } from './parties.mjs';

const MILLION = 1e6;
const REFUSED_AS_THERE = 428;

/**
 * Loads what was expected of the United States, what is reported, and the scenario's signals. The money flow is from public figures, the
 * others are invented. Every request may be sent again: a baseline that is there stays, and a report or signal answers as the first time.
 */
export async function loadUsDeliveries(api, { story, allocations, packages, resolve }) {
  const flows = [moneyFlow(story.money, allocations, packages), ...story.flows.map((flow) => inventedFlow(flow, story.invented))].map(resolve);
  await Promise.all(flows.map((flow) => load(api, flow)));
  for (const [i, signal] of story.signals.entries()) {
    await api.create('coordinator', COORDINATOR, '/us-deliveries/signals', signal, `demo-us-signal-${i + 1}`);
  }
  return flows.length;
}

async function load(api, { capability, baseline, reports }) {
  try {
    await api.put('coordinator', COORDINATOR, `/us-deliveries/baselines/${capability}`, baseline);
  } catch (error) {
    if (error.status !== REFUSED_AS_THERE) throw error;
  }
  for (const report of reports) {
    await api.create('coordinator', COORDINATOR, '/us-deliveries/reports', { capability, ...report }, `demo-us-report-${capability}-${report.month}`);
  }
}

/** Expected: the mean month of a year; delivered: each month's allocations; announced: its packages. All in EUR. */
function moneyFlow(money, allocations, packages) {
  const year = allocations.filter((row) => row.month.startsWith(money.baselineYear));
  const sum = year.reduce((total, row) => total + Number(row.usa_eur_m), 0);
  const method = money.method.replace('{year}', money.baselineYear).replace('{sum}', sum.toLocaleString('en'));
  return {
    capability: money.capability,
    baseline: {
      method, authority: money.authority, source: money.source, disclosure: 'public',
      months: [{ month: money.from, to: money.to, quantity: cents((sum / year.length) * MILLION) }],
    },
    reports: allocations.map((row) => moneyReport(money, row, packages.filter((one) => one.announced_on.startsWith(row.month)))),
  };
}

function moneyReport(money, row, announced) {
  const report = { month: row.month, delivered: Number(row.usa_eur_m) * MILLION, evidence: { level: 'reported' }, note: money.deliveredNote };
  if (announced.length === 0) return report;
  const usd = announced.reduce((total, one) => total + Number(one.value_usd_m), 0) * MILLION;
  const named = announced.map((one) => `${one.authority} USD ${one.value_usd_m} m of ${one.announced_on} (${one.source})`).join(', ');
  const note = money.announcedNote.replace('{packages}', named).replace('{rate}', money.eurPerUsd);
  return { ...report, announced: cents(usd * money.eurPerUsd), note: `${report.note} ${note}` };
}

function inventedFlow({ capability, authority, quantity, value, delivered }, { from, to, method, source, note }) {
  return {
    capability,
    baseline: { method, authority, source, disclosure: 'public', months: [{ month: from, to, quantity, value }] },
    reports: delivered.map((count, i) => ({ month: `-${delivered.length - i}m`, delivered: count, evidence: { level: 'demo' }, note })),
  };
}

const cents = (amount) => Math.round(amount * 100) / 100;
