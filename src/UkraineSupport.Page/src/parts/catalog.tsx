import { useMemo } from 'preact/hooks';
import type { Capability } from '../api/types';
import { useRead } from '../api/useRead';
import { Link } from '../app/routing';
import { capabilityName, partyName } from '../i18n/names';

export type Catalog = Map<string, Capability>;
const empty: Catalog = new Map();

/** What quantities are counted in. Empty until it is read: codes stand for names until then. */
export function useCatalog(): Catalog {
  const { data } = useRead('/catalog/capabilities');
  return useMemo(() => (data ? new Map(data.items.map((entry) => [entry.code, entry])) : empty), [data]);
}

export function nameOf(code: string, catalog: Catalog): string {
  const entry = catalog.get(code);
  return entry ? capabilityName(entry) : code;
}

export const CapabilityLink = ({ code, catalog }: { code: string; catalog: Catalog }) => (
  <Link to={`capabilities/${code}`} title={code}>
    {nameOf(code, catalog)}
  </Link>
);

export const PartyLink = ({ code }: { code: string }) => <Link to={`donors/${code}`}>{partyName(code)}</Link>;
