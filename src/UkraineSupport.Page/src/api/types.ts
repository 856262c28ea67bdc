import type { components } from './schema';
import type { Answer } from './client';

type Schemas = components['schemas'];
type Item<T extends { items: unknown[] }> = T['items'][number];

export type Pledge = Schemas['PledgeView'];
export type PledgeEntry = Item<Schemas['PageOfPledgeEntry']>;
export type PledgeLine = PledgeEntry['lines'][number];
export type Requirement = Schemas['RequirementView'];
export type Gap = Schemas['GapView'];
export type GapMonth = Gap['months'][number];
export type LedgerRow = Item<Schemas['PageOfLedgerRow']>;
export type Capability = Item<Schemas['PageOfCapability']>;
export type History = Schemas['HistoryPage'];
export type HistoryEntry = History['items'][number];
export type UsDeliveries = Answer<'/us-deliveries/{capability}'>;
export type Evidence = NonNullable<PledgeEntry['evidence']>;
export type Disclosure = Pledge['disclosure'];
/** The quantities of a pledge in the order in which they come about. */
export type Chain = Pick<
  LedgerRow,
  'pledged' | 'accepted' | 'committed' | 'allocated' | 'dispatched' | 'delivered' | 'received'
>;
