import { loadPledge } from './pledges.mjs';

const STEPS = [
  { do: 'review', decision: 'accept', reason: 'Wanted (demo)' },
  { do: 'formalise', instrument: 'Letter (demo)', legalReference: 'DEMO/pool', signedOn: '-1d' },
];

/** Pools: what each means to buy, who contributes, what was bought and who pays how much of it. No step is taken twice. */
export async function loadPools(api, { stories, existing, resolve }) {
  for (const { key, donor, pool, shares, purchase } of stories) {
    await loadPledge(api, { donor, story: { key: `pool-${key}`, body: pool, steps: STEPS }, existing, requirements: new Map(), resolve });
    let parent = await find(api, donor, pool.title);
    if (parent.purchases.length === 0) parent = await api.change('donor', donor, `/pledges/${parent.id}`, '/purchases', purchase, parent, `demo-pool-${key}-bought`);
    for (const share of shares) parent = await contribute(api, { key, donor, pool, parent, share, existing, resolve });
  }
  return stories.length;
}

async function contribute(api, { key, donor, pool, parent, share, existing, resolve }) {
  const body = {
    kind: 'funding', title: share.title, modality: 'pooled', parentPledge: parent.id, validUntil: pool.validUntil, disclosure: pool.disclosure, evidence: pool.evidence,
    lines: [{ capability: 'FUNDING', quantity: share.quantity, deliverBy: '+150d' }],
  };
  await loadPledge(api, { donor: share.donor, story: { key: `pool-${key}`, body, steps: STEPS }, existing, requirements: new Map(), resolve });
  const contribution = await find(api, share.donor, share.title);
  if (contribution.payments.length > 0) return parent;
  const pays = { pledge: contribution.id, amount: share.pays };
  return api.change('donor', donor, `/pledges/${parent.id}`, '/purchases/1/shares', pays, parent, `demo-pool-${key}-${share.donor}`);
}

async function find(api, donor, title) {
  const listed = (await api.all('coordinator', `/pledges?donor=${donor}`)).find((one) => one.title === title);
  return api.get('donor', `/pledges/${listed.id}`, donor);
}
