import type { Chain, Gap, LedgerRow, PledgeEntry } from '../../api/types';
import { groups, sum } from '../../parts/ledgers';
import { over } from '../../parts/words';

/** What stands to a donor's name, in one unit: euros, or that of the one capability that is looked at. */
export interface DonorRow {
  donor: string;
  ledger: Chain;
  unit: string;
  pledges: number;
  /** Lines without a value in euros, which the sums in euros leave out. */
  unvalued: number;
  /** Committed lines whose day has passed while not all of them is delivered. */
  late: number;
  /** Rounds of asking about gaps that wait for an answer. */
  asked: number;
  /** The next day on which something is to be delivered. */
  next: string | undefined;
}

/** Donors of one capability in its own unit, or of all in euros; what is of no donor alone is left out. */
export function donorRows(
  ledgers: readonly LedgerRow[],
  pledges: readonly PledgeEntry[],
  gaps: readonly Gap[],
  capability: string | undefined,
  today: string,
): DonorRow[] {
  const counted = ledgers.filter((row) => row.donor && (!capability || row.capability === capability));
  const byDonor = groups(pledges, (pledge) => pledge.donor);
  return [...groups(counted, (row) => row.donor!)].map(([donor, rows]) => {
    const own = byDonor.get(donor) ?? [];
    const lines = dueLines(own).filter((line) => !capability || line.capability === capability);
    return {
      donor,
      ledger: capability ? sum(rows) : sum(rows.flatMap(({ eur }) => (eur ? [eur] : []))),
      unit: capability ? rows[0]!.unit : 'EUR',
      pledges: own.filter((pledge) => holds(pledge, capability)).length,
      unvalued: rows.reduce((count, row) => count + row.unvalued, 0),
      late: lines.filter((line) => line.deliverBy < today).length,
      asked: asksOf(donor, gaps, capability).filter(({ status }) => status === 'Open').length,
      next: lines
        .map((line) => line.deliverBy)
        .filter((day) => day >= today)
        .sort()[0],
    };
  });
}

const holds = ({ lines }: PledgeEntry, capability: string | undefined) =>
  !capability || lines.some((line) => line.capability === capability);

/** A committed line of which something is still to be delivered. */
export type DueLine = PledgeEntry['lines'][number] & { pledge: PledgeEntry };

export const dueLines = (pledges: readonly PledgeEntry[]): DueLine[] =>
  pledges
    .filter(({ status }) => !over.includes(status))
    .flatMap((pledge) => pledge.lines.map((line) => ({ ...line, pledge })))
    .filter((line) => line.committed > line.delivered && !line.pledge.pool);

export interface Ask {
  gap: Gap;
  deadline: string;
  quantity: number;
  status: Gap['solicitations'][number]['donors'][number]['status'];
}

/** What a donor was asked for, over all gaps. */
export const asksOf = (donor: string, gaps: readonly Gap[], capability?: string): Ask[] =>
  gaps
    .filter((gap) => !capability || gap.capability === capability)
    .flatMap((gap) =>
      gap.solicitations.flatMap(({ deadline, donors }) =>
        donors
          .filter((asked) => asked.donor === donor)
          .map(({ quantity, status }) => ({ gap, deadline, quantity, status })),
      ),
    );
