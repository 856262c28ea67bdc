import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { lazy, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { tellOfFile } from '../api/cache';
import { Unreachable } from '../api/client';
import { Loading } from '../parts/States';
import { NoView } from './NoView';
import { routes } from './routes';

const base = import.meta.env.BASE_URL;
const views = routes.map(({ path, load }) => ({ path: base.slice(0, -1) + path, View: lazy(() => patiently(load)) }));

const RETRY_MS = 3_000;

/** A view whose file could not be loaded is asked for again: the reader may be offline for a while. */
async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (waited) tellOfFile(new Unreachable(String(error)));
      await new Promise((again) => setTimeout(again, RETRY_MS));
    }
  }
}

/** Whether somebody waits for the file of a view, and it is not only loaded ahead. */
let waited = false;
let awaited = false;
let navigate: (url: string, replace?: boolean) => void = () => {};

/** Whether somebody has just come to this view by a link, and not by opening its address. Asked once. */
export function arrived(): boolean {
  const now = awaited;
  awaited = false;
  return now;
}

export type Query = Record<string, string | undefined>;

/** The address of a view, below the page's own. */
export function href(to: string, query?: Query): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value) asked.set(name, value);
  return base + to + (asked.size > 0 ? `?${asked}` : '');
}

/** Goes to an address of the page that Back does not come back from. */
export const replace = (url: string): void => navigate(url, true);

export function go(to: string, query?: Query): void {
  navigate(href(to, query));
}

interface LinkProps {
  to: string;
  query?: Query | undefined;
  class?: string;
  title?: string;
  'aria-label'?: string;
  'aria-current'?: 'page' | 'true' | undefined;
  children: ComponentChildren;
}

/** A link to another view: opened without reading the page anew, and an ordinary link otherwise. */
export function Link({ to, query, ...rest }: LinkProps) {
  return <a {...rest} href={href(to, query)} />;
}

export function Routing({ children }: { children: ComponentChildren }) {
  return (
    <LocationProvider scope={base}>
      <Navigator />
      {children}
    </LocationProvider>
  );
}

/** Lets what is no component, such as a chart, go to another view. */
function Navigator() {
  navigate = useLocation().route;
  return null;
}

/** The view that the address names. The one before it stays until it is there; where there is none, that it is read. */
export function Outlet() {
  const [blank, setBlank] = useState(false);
  const wait = (now: boolean) => {
    waited = now;
    setBlank(now && document.querySelector('main h1') === null);
    if (!now) tellOfFile(undefined);
  };
  return (
    <>
      {blank && <Loading />}
      <Router
        onRouteChange={() => {
          awaited = true;
        }}
        onLoadStart={() => wait(true)}
        onLoadEnd={() => wait(false)}
      >
        {views.map(({ path, View }) => (
          <Route key={path} path={path} component={Named} View={View} />
        ))}
        <Route default component={NoView} />
      </Router>
    </>
  );
}

/** Another record is another view, though the same component shows it: nothing of the one before stays. */
function Named({ View, params }: { View: (typeof views)[number]['View']; params?: Record<string, string> }) {
  return <View key={JSON.stringify(params)} {...params} />;
}

export interface Place {
  /** Below the page's own address, with a slash before it. */
  path: string;
  query: URLSearchParams;
  /** Another query of the same view; `replace` keeps it out of what Back goes through. */
  setQuery(query: URLSearchParams, replace?: boolean): void;
}

export function usePlace(): Place {
  const { url, route } = useLocation();
  return useMemo(() => {
    const { pathname, searchParams } = new URL(url, location.origin);
    return {
      path: `/${pathname.slice(base.length)}`,
      query: searchParams,
      setQuery: (query, replace) => route(pathname + (query.size > 0 ? `?${query}` : ''), replace),
    };
  }, [url]);
}

/** Loads the view that the address names; while its texts are loaded, not after them. */
export async function loadFirst(): Promise<void> {
  await viewAt(location.pathname)?.View.preload();
}

/** Whether there is a view at an address below the page's own. */
export const leadsTo = (to: string): boolean => viewAt(base + to) !== undefined;

function viewAt(address: string) {
  const place = address.split('/').filter(Boolean);
  return views.find(({ path }) => {
    const parts = path.split('/').filter(Boolean);
    return parts.length === place.length && parts.every((part, at) => part.startsWith(':') || part === place[at]);
  });
}

/** Loads the other views while nothing else is to be done: going to one then takes no time. */
export function preload(): void {
  for (const { View } of views) void View.preload();
}
