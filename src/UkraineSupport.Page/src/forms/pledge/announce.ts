import { form } from '../form';
import { offerOf, pool } from './offerFields';

export const announce = form<'/pledges'>({
  name: 'announce',
  sends: '/pledges',
  may: (_, who) => who.role === 'donor' && who.party !== undefined,
  start: () => ({ disclosure: 'coalition' }),
  fields: offerOf(pool),
  also: ({ who }) => ({ donor: who.party! }),
  then: (pledge) => `pledges/${pledge.id}`,
  back: () => 'pledges',
});
