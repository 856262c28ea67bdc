/** The values of the register that readers can filter by. What each means is in the texts. */
export const kinds = ['training', 'munitions', 'drones', 'equipment', 'enablers', 'funding', 'coProduction'] as const;

export const pledgeStatuses = [
  'Announced',
  'UnderReview',
  'Accepted',
  'PartiallyAccepted',
  'Declined',
  'Formalised',
  'InDelivery',
  'Completed',
  'Withdrawn',
  'Expired',
] as const;

export const requirementStatuses = [
  'Submitted',
  'Open',
  'PartiallyFilled',
  'Filled',
  'Closed',
  'Rejected',
  'Cancelled',
  'Superseded',
] as const;

export const gapStatuses = ['Projected', 'Confirmed', 'PartiallyBackfilled', 'Closed', 'AcceptedRisk'] as const;

export const planStatuses = ['Requested', 'Computed', 'Confirming', 'Confirmed', 'Failed'] as const;

export const domains = [
  'land',
  'air',
  'maritime',
  'cyber',
  'space',
  'logistics',
  'training',
  'headquarters',
] as const;

export const agreementStatuses = [
  'LetterOfIntent',
  'Agreed',
  'Funded',
  'Tooling',
  'FirstArticle',
  'SerialProduction',
  'Completed',
  'Suspended',
  'Terminated',
] as const;

export const bottleneckKinds = [
  'undetermined',
  'material',
  'component',
  'workforce',
  'capacity',
  'regulation',
  'finance',
] as const;

export const intakeStatuses = [
  'Scheduled',
  'NominationOpen',
  'Confirmed',
  'Running',
  'Graduated',
  'Postponed',
  'Cancelled',
] as const;

export const areas = [
  'intelligence',
  'space',
  'command',
  'air',
  'electromagnetic',
  'strike',
  'air-defence',
  'transport',
  'maritime',
  'land',
  'munitions',
  'drones',
  'training',
  'support',
  'funding',
] as const;

/** Nothing more comes of these. */
export const over: readonly string[] = ['Declined', 'Withdrawn', 'Expired'];
/** These wait for nothing. */
export const done: readonly string[] = ['Filled', 'Closed', 'Rejected', 'Cancelled', 'Superseded'];
