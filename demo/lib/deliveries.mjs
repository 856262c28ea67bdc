import { COORDINATOR, RECIPIENT } from './parties.mjs';

const RECEIVED = ['Received', 'PartiallyReceived', 'Returned'];

/** Plans the nth tranche, moves it as far as its story says, and has it received and verified, each unless done before. */
export async function deliver({ api, donor, pledge, nth, key, body }) {
  const { to = [], receipt, verify = false, ...tranche } = body;
  const root = `/pledges/${pledge.id}`;
  let current = pledge;
  const post = async (role, party, path, content, suffix) => {
    current = await api.change(role, party, root, path, content, current, `${key}${suffix}`);
  };
  const delivery = () => current.deliveries.find((candidate) => candidate.n === nth);
  const passed = (status) => delivery().history.some((entry) => entry.status === status);

  if (!delivery()) await post('donor', donor, '/deliveries', tranche, '');
  for (const status of to) {
    if (!passed(status)) await post('donor', donor, `/deliveries/${nth}/status`, { status }, `-${status}`);
  }
  if (receipt && !RECEIVED.some(passed)) {
    await post('recipient', RECIPIENT, `/deliveries/${nth}/receipt`, receipt, '-receipt');
  }
  if (verify && !passed('Verified')) {
    await post('coordinator', COORDINATOR, `/deliveries/${nth}/status`, { status: 'Verified' }, '-Verified');
  }
  return current;
}
