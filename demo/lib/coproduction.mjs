import { RECIPIENT } from './parties.mjs';

/**
 * Co-production: agreements are filed, co-signed, approved and planned; what the months gave is reported, and what keeps
 * output down is opened and assigned. Every request has a key of its own, and no step is taken twice.
 */
export async function loadCoProduction(api, { stories, resolve }) {
  for (const story of stories) await agreement(api, resolve(story));
  return stories.length;
}

async function agreement(api, { key, donor, body, approvals, milestones, plan, reports, bottlenecks }) {
  const filed = await api.create('donor', donor, '/coproduction/agreements', { donor, ...body }, `demo-agreement-${key}`);
  const root = `/coproduction/agreements/${filed.id}`;
  let now = await api.get('donor', root, donor);
  const step = async (role, path, wish, name) => {
    const party = role === 'donor' ? donor : RECIPIENT;
    now = await api.change(role, party, root, path, wish, await api.get(role, root, party), `demo-agreement-${key}-${name}`);
  };
  if (!now.coSignedAt) await step('recipient', '/cosignature', { reason: 'Agreed (demo)' }, 'cosignature');
  const today = now.filedAt.slice(0, 10);
  for (const approval of approvals) {
    if (now.approvals.find((one) => one.id === approval).state === 'granted') continue;
    const role = approval === 'ministry' ? 'recipient' : 'donor';
    await step(role, '/approvals', { approval, state: 'granted', on: today, reference: `DEMO/${key}/${approval}` }, approval);
  }
  for (const [n, { metOn, ...milestone }] of milestones.entries()) {
    if (!now.milestones[n]) await step('donor', '/milestones', milestone, `milestone-${n + 1}`);
    if (metOn && now.milestones[n].status !== 'Met') await step('donor', `/milestones/${n + 1}`, { status: 'met', metOn }, `met-${n + 1}`);
  }
  if (await isUnplanned(api, root, donor)) await step('donor', '/plan', { months: months(plan) }, 'plan');
  for (const report of reports) await step('donor', '/reports', report, `report-${report.month}`);
  for (const [n, { assigned, due, ...bottleneck }] of bottlenecks.entries()) {
    await step('donor', '/bottlenecks', bottleneck, `bottleneck-${n + 1}`);
    const opened = now.bottlenecks.find((one) => one.item === bottleneck.item);
    if (assigned && !opened.assigned) await step('donor', `/bottlenecks/${opened.number}/assignment`, { assigned, due }, `assigned-${n + 1}`);
  }
}

const isUnplanned = async (api, root, donor) => (await api.get('donor', `${root}/ramp`, donor)).months.length === 0;

/** Every month from the first to the last, each with the same quantity. */
function months({ from, to, quantity }) {
  const all = [];
  for (let [year, month] = from.split('-').map(Number); ; [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    all.push({ month: name, quantity });
    if (name >= to) return all;
  }
}
