import type { ComponentType } from 'preact';
import { type FormName, paths } from '../forms/paths';
import type { TextKey } from '../i18n/language';

type View = ComponentType<any>;
export interface Route {
  path: string;
  load: () => Promise<{ default: View }>;
}

/** All forms are one file: what one is made of, others are too. */
const formView = async (name: FormName) => ({ default: (await import('../forms/views')).views[name] });

/** Every view and its address below the page's. A view is a file of its own, loaded when it is first gone to. */
export const routes: Route[] = [
  ...Object.entries(paths).map(([name, path]) => ({ path: `/${path}`, load: () => formView(name as FormName) })),
  { path: '/', load: () => import('../views/overview/Overview') },
  { path: '/gaps', load: () => import('../views/gaps/GapBoard') },
  { path: '/gaps/:id', load: () => import('../views/gaps/GapView') },
  { path: '/donors', load: () => import('../views/donors/DonorList') },
  { path: '/donors/:party', load: () => import('../views/donors/DonorView') },
  { path: '/capabilities', load: () => import('../views/capabilities/CapabilityList') },
  { path: '/capabilities/:code', load: () => import('../views/capabilities/CapabilityView') },
  { path: '/requirements', load: () => import('../views/requirements/RequirementList') },
  { path: '/requirements/:id', load: () => import('../views/requirements/RequirementView') },
  { path: '/pledges', load: () => import('../views/pledges/PledgeList') },
  { path: '/pledges/:id', load: () => import('../views/pledges/PledgeView') },
  { path: '/feed', load: () => import('../views/feed/Feed') },
  { path: '/desk', load: () => import('../views/desk/Desk') },
  { path: '/signed-in', load: () => import('../views/signIn/SignedIn') },
  { path: '/plans', load: () => import('../views/plans/PlanList') },
  { path: '/plans/:id', load: () => import('../views/plans/PlanView') },
  { path: '/coalition', load: () => import('../views/coalition/Coalition') },
  { path: '/coalition/serials/:id', load: () => import('../views/coalition/SerialView') },
  { path: '/coalition/activations/:id', load: () => import('../views/coalition/ActivationView') },
  { path: '/coproduction', load: () => import('../views/coproduction/AgreementList') },
  { path: '/coproduction/:id', load: () => import('../views/coproduction/AgreementView') },
  { path: '/training', load: () => import('../views/training/Training') },
  { path: '/training/:id', load: () => import('../views/training/IntakeView') },
];

/** What the navigation names, in its order. */
export const sections: { to: string; name: TextKey }[] = [
  { to: '', name: 'nav.overview' },
  { to: 'gaps', name: 'nav.gaps' },
  { to: 'donors', name: 'nav.donors' },
  { to: 'capabilities', name: 'nav.capabilities' },
  { to: 'requirements', name: 'nav.requirements' },
  { to: 'pledges', name: 'nav.pledges' },
  { to: 'plans', name: 'nav.plans' },
  { to: 'coalition', name: 'nav.coalition' },
  { to: 'coproduction', name: 'nav.coproduction' },
  { to: 'training', name: 'nav.training' },
  { to: 'feed', name: 'nav.feed' },
];
