/** What the reader has chosen. It is kept in the address, so that a view can be bookmarked and sent on. */
const defaults = {
  capability: '', donor: '', area: '',
  pledgeDonor: '', pledgeKind: '', pledgeCapability: '', pledgeStatus: '',
  needCapability: '', needStatus: '',
};

export const state = { ...defaults };

/** Cursors of the pages before the one on screen; the last one is the present page's (null: first page). */
export let cursors = [null];

export function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const name of Object.keys(defaults)) state[name] = query.get(name) ?? '';
}

export function choose(changes) {
  if (Object.keys(changes).some((name) => name.startsWith('pledge'))) cursors = [null];
  Object.assign(state, changes);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value) query.set(name, value);
  const search = query.size > 0 ? `?${query}` : '';
  history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
}

export function resetPages() {
  cursors = [null];
}

/** The pledge, requirement or gap that the address points at: "#pledge/ID". */
export function opened() {
  const match = /^#(pledge|requirement|gap)\/(.+)$/.exec(location.hash);
  return match ? { type: match[1], id: decoded(match[2]) } : null;
}

/** An address that somebody typed may hold what is no encoding: it is then taken as it stands, and found to be nothing. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Drops every choice, such as one in the address that the register does not know; says whether there was one. */
export function forget() {
  const any = Object.values(state).some(Boolean);
  choose(defaults);
  return any;
}

export function close() {
  history.pushState(null, '', `${location.pathname}${location.search}`);
}
