/** The quantities of a pledge in the order in which they come about. Each is at most the one before it. */
export const chain = ['pledged', 'accepted', 'committed', 'allocated', 'dispatched', 'delivered', 'received'];

/** The five ledgers of the headline: the chain without its two in-between steps. */
export const ledgers = [
  { field: 'pledged', name: 'Announced', meaning: 'A donor has said it will give this. Nothing is promised yet.' },
  { field: 'committed', name: 'Committed', meaning: 'Formalised with an instrument and a legal reference. From here on it counts as support.' },
  { field: 'allocated', name: 'Allocated', meaning: 'Reserved for one requirement that Ukraine has filed.' },
  { field: 'delivered', name: 'Delivered', meaning: 'Handed over to Ukraine, according to the donor.' },
  { field: 'received', name: 'Received', meaning: 'Confirmed by Ukraine. A difference carries its reason.' },
];

export const chainMeaning = {
  pledged: 'Announced by the donor',
  accepted: 'Accepted in review by a coordinating ministry',
  committed: 'Formalised by the donor: counts as support from here on',
  allocated: 'Reserved for a requirement of Ukraine',
  dispatched: 'Left the donor',
  delivered: 'Handed over to Ukraine, according to the donor',
  received: 'Confirmed by Ukraine',
};

export const kinds = ['training', 'munitions', 'drones', 'equipment', 'enablers', 'funding', 'coProduction'];

export const pledgeStatuses = {
  Announced: 'The donor has made the offer; review has not begun',
  UnderReview: 'A coordinating ministry is looking at it',
  Accepted: 'Wanted as offered; waits for formalisation',
  PartiallyAccepted: 'Wanted in part; waits for formalisation',
  Declined: 'Not wanted',
  Formalised: 'Committed: instrument and legal reference are there',
  InDelivery: 'The first tranche has left',
  Completed: 'Everything committed has been received',
  Withdrawn: 'Taken back by the donor; what had not left is released',
  Expired: 'Not formalised before the offer ran out',
};

export const requirementStatuses = {
  Submitted: 'Filed by Ukraine; not validated yet',
  Open: 'Validated; nothing allocated yet',
  PartiallyFilled: 'Allocated in part',
  Filled: 'Allocated in full',
  Closed: 'Received in full',
  Rejected: 'Not validated',
  Cancelled: 'No longer needed',
};

export const gapStatuses = {
  Projected: 'Forecast: less is coming than was expected',
  Confirmed: 'Less came than was expected',
  PartiallyBackfilled: 'Allies cover part of it',
  Closed: 'Covered in full, or no longer missing',
  AcceptedRisk: 'Coordinators accept it as it is',
};

export const evidenceMeaning = {
  reported: 'Figure from a public report',
  documented: 'Figure from a document that can be looked up',
  confirmed: 'Figure confirmed by donor and recipient',
  demo: 'Invented for the demonstration',
};
