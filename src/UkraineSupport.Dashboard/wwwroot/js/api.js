const TIMEOUT_MS = 10_000;
const TOKEN = 'ukraine-support-token';

/** The API answered, but not with what was asked for. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail || problem?.title || `The register answered with status ${status}.`);
    this.status = status;
  }
}

/** The token of the person at the screen: kept for this tab only, sent to this register only. */
export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (value) => (value ? sessionStorage.setItem(TOKEN, value) : sessionStorage.removeItem(TOKEN)),
};

/** The claims of the token as the page shows them. The API checks the signature, the page only reads. */
export function claims() {
  try {
    const part = token.get().split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const { roles, party, exp } = JSON.parse(atob(part));
    return { role: [roles].flat()[0], party, expires: exp && new Date(exp * 1000) };
  } catch {
    return null;
  }
}

export async function get(path, query = {}) {
  const address = new URL(`../${path}`, document.baseURI);
  for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value);
  const headers = token.get() ? { authorization: `Bearer ${token.get()}` } : {};
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const json = (response.headers.get('content-type') ?? '').includes('json') ? await response.json() : null;
  if (!response.ok) throw new Refusal(response.status, json);
  return json;
}

/** Every item of a list, page after page. */
export async function getAll(path, query = {}) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(path, { ...query, limit: 200, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return items;
}
