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
export type PlanEntry = Item<Schemas['PageOfPlanEntry']>;
export type Plan = Schemas['PlanView'];
export type Proposal = NonNullable<Plan['plan']>;
export type PlanLine = Proposal['allocations'][number];
export type Balance = NonNullable<Schemas['BalanceView']['balance']>;
export type SerialLine = Balance['serials'][number];
export type Serial = SerialLine['serial'];
export type Period = NonNullable<Schemas['BalanceView']['period']>;
export type SerialMonths = Period['serials'][number];
export type ForceUnit = Item<Schemas['PageOfForceView']>;
export type Activation = Schemas['ActivationView'];
export type ForceCall = Item<Schemas['PageOfCallView']>;
export type Agreement = Item<Schemas['PageOfAgreementView']>;
export type RampMonth = Schemas['RampView']['months'][number];
export type Demand = Item<Schemas['PageOfDemand']>;
export type TrainingOutcome = Schemas['TrainingOutcome'];
export type TrainingSums = TrainingOutcome['donors'][number];
export type Intake = Item<Schemas['PageOfIntakeView']>;
export type Course = Item<Schemas['PageOfCourseView']>;
export type Change = Schemas['ChangeFigures']['items'][number];
export type Evidence = NonNullable<PledgeEntry['evidence']>;
export type Disclosure = Pledge['disclosure'];
/** The quantities of a pledge in the order in which they come about. */
export type Chain = Pick<
  LedgerRow,
  'pledged' | 'accepted' | 'committed' | 'allocated' | 'dispatched' | 'delivered' | 'received'
>;
