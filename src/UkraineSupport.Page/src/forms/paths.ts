/** Each form and its address below the page's. */
export const paths = {
  announce: 'pledges/new',
  amend: 'pledges/:id/amend',
  withdraw: 'pledges/:id/withdraw',
  review: 'pledges/:id/review',
  formalise: 'pledges/:id/formalise',
  allocate: 'pledges/:id/allocate',
  deliver: 'pledges/:id/deliver',
  report: 'pledges/:id/deliveries/:n/report',
  receipt: 'pledges/:id/deliveries/:n/receipt',
  correction: 'pledges/:id/deliveries/:n/correction',
  file: 'requirements/new',
  validate: 'requirements/:id/validate',
  offer: 'gaps/:id/offer',
  decline: 'gaps/:id/solicitations/:n/decline',
  confirm: 'plans/:id/confirm',
} as const;

export type FormName = keyof typeof paths;
