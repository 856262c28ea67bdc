import type { ComponentType } from 'preact';
import type { TextKey } from '../i18n/language';

type View = ComponentType<any>;
export interface Route {
  path: string;
  load: () => Promise<{ default: View }>;
}

/** Every view and its address below the page's. A view is a file of its own, loaded when it is first gone to. */
export const routes: Route[] = [
  { path: '/', load: () => import('../views/overview/Overview') },
  { path: '/gaps', load: () => import('../views/gaps/GapBoard') },
  { path: '/gaps/:id', load: () => import('../views/gaps/GapView') },
  { path: '/donors', load: () => import('../views/donors/DonorList') },
  { path: '/donors/:party', load: () => import('../views/donors/DonorView') },
  { path: '/capabilities', load: () => import('../views/capabilities/CapabilityList') },
  { path: '/capabilities/:code', load: () => import('../views/capabilities/CapabilityView') },
  { path: '/requirements', load: () => import('../views/requirements/RequirementList') },
  { path: '/requirements/new', load: () => import('../forms/requirement/file') },
  { path: '/requirements/:id', load: () => import('../views/requirements/RequirementView') },
  { path: '/pledges', load: () => import('../views/pledges/PledgeList') },
  { path: '/pledges/new', load: () => import('../forms/pledge/announce') },
  { path: '/pledges/:id', load: () => import('../views/pledges/PledgeView') },
  { path: '/pledges/:id/amend', load: () => import('../forms/pledge/amend') },
  { path: '/pledges/:id/withdraw', load: () => import('../forms/pledge/withdraw') },
  { path: '/pledges/:id/review', load: () => import('../forms/pledge/review') },
  { path: '/pledges/:id/formalise', load: () => import('../forms/pledge/formalise') },
  { path: '/pledges/:id/allocate', load: () => import('../forms/pledge/allocate') },
  { path: '/pledges/:id/deliver', load: () => import('../forms/delivery/plan') },
  { path: '/pledges/:id/deliveries/:n/report', load: () => import('../forms/delivery/report') },
  { path: '/pledges/:id/deliveries/:n/receipt', load: () => import('../forms/delivery/receipt') },
  { path: '/pledges/:id/deliveries/:n/correction', load: () => import('../forms/delivery/correction') },
  { path: '/requirements/:id/validate', load: () => import('../forms/requirement/validate') },
  { path: '/gaps/:id/offer', load: () => import('../forms/gap/offer') },
  { path: '/gaps/:id/solicitations/:n/decline', load: () => import('../forms/gap/decline') },
  { path: '/plans/:id/confirm', load: () => import('../forms/plan/confirm') },
];

/** What the navigation names, in its order. */
export const sections: { to: string; name: TextKey }[] = [
  { to: '', name: 'nav.overview' },
  { to: 'gaps', name: 'nav.gaps' },
  { to: 'donors', name: 'nav.donors' },
  { to: 'capabilities', name: 'nav.capabilities' },
  { to: 'requirements', name: 'nav.requirements' },
  { to: 'pledges', name: 'nav.pledges' },
];
