import type { Chain } from '../api/types';
import { t } from '../i18n/language';
import { Bar, Legend, type Segment } from './Bar';
import { nothing, places, placesOf } from './ledgers';

export function segmentsOf(row: Chain): Segment[] {
  const at = placesOf(row);
  return places.map((place) => ({ kind: place, value: at[place], label: t(`place.${place}`) }));
}

/** Where what was announced is now, on a scale that several bars share (`scale`: the longest of them). */
export function LedgerBar({ row, unit, scale }: { row: Chain; unit: string; scale?: number }) {
  return <Bar segments={segmentsOf(row)} unit={unit} {...(scale === undefined ? {} : { total: scale })} />;
}

/** The five colours and their words, for a table or chart of several bars. */
export const LedgerLegend = () => <Legend segments={segmentsOf(nothing)} />;
