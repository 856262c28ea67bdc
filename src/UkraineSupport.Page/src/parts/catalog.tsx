import { useMemo } from 'preact/hooks';
import type { Capability } from '../api/types';
import { useRead } from '../api/useRead';
import type { FilterState } from '../app/filters';
import { Link } from '../app/routing';
import { t } from '../i18n/language';
import { capabilityName, partyName } from '../i18n/names';
import { Choice } from './Filters';

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

interface CapabilityChoiceProps {
  filters: FilterState<'capability'>;
  catalog: Catalog;
  /** Those to choose from; all of the catalogue where they are left out. */
  codes?: readonly string[];
}

/** The filter by capability. */
export const CapabilityChoice = ({ filters, catalog, codes = [...catalog.keys()] }: CapabilityChoiceProps) => (
  <Choice
    name="capability"
    filters={filters}
    label={t('filter.capability')}
    all={t('filter.allCapabilities')}
    options={codes.map((code) => [code, nameOf(code, catalog)])}
  />
);
