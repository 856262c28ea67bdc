import * as access from './views/access.js';
import { get, getAll, Refusal } from './api.js';
import { choose, close, cursors, forget, opened, readAddress, resetPages, state } from './state.js';
import { showCapabilities } from './views/capabilities.js';
import { showCoalition } from './views/coalition.js';
import { showDetail } from './views/detail.js';
import { showGaps } from './views/gaps.js';
import { cleared, showOverview } from './views/overview.js';
import { showPledges } from './views/pledges.js';
import { showRequirements, toggleAll } from './views/requirements.js';
import { showTrouble, showUpdated } from './views/status.js';
import { showTraining } from './views/training.js';

const REFRESH_MS = 4_000;
const RETRY_MS = 3_000;
const PAGE = 20;
const SMALL_PAGE = 10;
const MOST_REQUIREMENTS = 200;
const MOST_GAPS = 200;

const narrow = matchMedia('(max-width: 60rem)');
const at = (id) => document.getElementById(id);
const selects = {
  'overview-capability': 'capability', area: 'area', donor: 'donor', 'need-capability': 'needCapability', 'need-status': 'needStatus',
  'pledge-donor': 'pledgeDonor', 'pledge-kind': 'pledgeKind', 'pledge-capability': 'pledgeCapability', 'pledge-status': 'pledgeStatus',
};

let catalog;
let context;
let round = 0;
let timer;

/** Reads everything that is on screen and shows it. Answers of an earlier round, overtaken by a choice, are dropped. */
async function refresh() {
  const mine = ++round;
  clearTimeout(timer);
  let next = REFRESH_MS;
  try {
    const data = await readAll();
    if (mine !== round) return;
    show(data);
    showUpdated(new Date());
  } catch (error) {
    if (mine !== round) return;
    // A filter in the address that the register does not know would stop the page for good.
    if (error instanceof Refusal && [400, 422].includes(error.status) && forget()) return refresh();
    showTrouble(error);
    next = RETRY_MS;
  }
  timer = setTimeout(() => (document.hidden ? (timer = null) : refresh()), next);
}

async function readAll() {
  catalog ??= new Map((await getAll('catalog/capabilities')).map((entry) => [entry.code, entry]));
  const pledgeFilter = { donor: state.pledgeDonor, kind: state.pledgeKind, capability: state.pledgeCapability, status: state.pledgeStatus };
  const [rows, gaps, requirements, pledges, coalition, training, detail] = await Promise.all([
    getAll('insights/ledgers'),
    get('gaps', { limit: MOST_GAPS }),
    get('requirements', { capability: state.needCapability, status: state.needStatus, limit: MOST_REQUIREMENTS }),
    get('pledges', { ...pledgeFilter, limit: narrow.matches ? SMALL_PAGE : PAGE, cursor: cursors.at(-1) }),
    readIfThere('coalition/balance'),
    get('insights/training'),
    readDetail(opened()),
  ]);
  return { catalog, rows, gaps, requirements, pledges, coalition, training, detail, now: new Date() };
}

/** Null when there is no such thing, or none for this reader. */
async function readIfThere(path) {
  try {
    return await get(path);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

async function readDetail(what) {
  if (!what) return null;
  const path = `${what.type}s/${encodeURIComponent(what.id)}`;
  try {
    if (what.type === 'requirement') return { ...what, item: await get(path) };
    const [item, past] = await Promise.all([get(path), get(`${path}/history`, { limit: 200 })]);
    const flow = what.type === 'gap' && item.months.length > 0 ? await get(`us-deliveries/${encodeURIComponent(item.capability)}`, { from: item.from, to: item.to }) : null;
    return { ...what, item, flow, history: { ...past, complete: !past.cursor } };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return { ...what, missing: true };
    throw error;
  }
}

function show(data) {
  context = data;
  showOverview(data);
  showCapabilities(data);
  showGaps(data);
  showCoalition(data);
  showTraining(data);
  showRequirements(data);
  showPledges(data);
  const isDemo = (item) => item.evidence?.level === 'demo';
  at('demo-notice').hidden = !(data.pledges.items.some(isDemo) || data.requirements.items.some(isDemo) || !at('demo-notice').hidden);
  access.showViewer();
  const drawer = at('detail');
  if (!data.detail) return drawer.open && drawer.close();
  showDetail(data.detail, data);
  if (!drawer.open) {
    drawer.showModal();
    at('detail-body').scrollTop = 0;
  }
}

function goTo(id) {
  at(id).scrollIntoView();
  at(id).focus({ preventScroll: true });
}

function listen() {
  for (const [id, name] of Object.entries(selects)) {
    at(id).addEventListener('change', (event) => { choose({ [name]: event.target.value }); refresh(); });
  }
  at('pledge-clear').addEventListener('click', () => { choose(cleared); refresh(); });
  at('pledge-pages').addEventListener('click', ({ target }) => {
    if (target.dataset.page === 'next') cursors.push(context.pledges.cursor);
    else if (target.dataset.page === 'previous') cursors.pop();
    else return;
    refresh();
    goTo('pledges');
  });
  at('requirement-list').addEventListener('click', ({ target }) => {
    if (!target.matches('[data-more]')) return;
    toggleAll();
    showRequirements(context);
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-choose]');
    if (!link) return;
    event.preventDefault();
    choose(JSON.parse(link.dataset.choose));
    if (at('detail').open) close();
    refresh();
    goTo(link.getAttribute('href').slice(1));
  });
  document.addEventListener('chosen', ({ detail }) => { refresh(); if (detail?.goTo) goTo(detail.goTo); });
  document.addEventListener('viewer-changed', () => { resetPages(); refresh(); });
  window.addEventListener('hashchange', () => refresh());
  window.addEventListener('popstate', () => { readAddress(); refresh(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden && timer === null) refresh(); });
  const redraw = () => context && showOverview(context);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  window.addEventListener('resize', redraw);
  listenToDrawer();
}

function listenToDrawer() {
  const drawer = at('detail');
  at('detail-close').addEventListener('click', () => drawer.close());
  drawer.addEventListener('click', (event) => { if (event.target === drawer) drawer.close(); });
  drawer.addEventListener('close', () => { if (opened()) close(); });
}

readAddress();
listen();
access.listen();
refresh();
