import type { Pledge, PledgeLine } from '../../api/types';
import { over } from '../../parts/words';
import type { Context } from '../field';

export const isEnded = ({ status }: Pick<Pledge, 'status'>): boolean => status === 'Completed' || over.includes(status);
export const isCommitted = ({ status }: Pick<Pledge, 'status'>): boolean =>
  status === 'Formalised' || status === 'InDelivery';
export const isOffered = ({ validUntil }: Pick<Pledge, 'validUntil'>): boolean => new Date(validUntil) > new Date();

/** The line that is chosen in a form. */
export const chosenLine = ({ record, values }: Context<Pledge>): PledgeLine | undefined =>
  record.lines.find(({ line }) => String(line) === values.line);

/** What of a line is committed and not allocated. */
export const free = ({ committed, allocated }: PledgeLine): number => committed - allocated;

const gone = ['Cancelled', 'Lost', 'Returned'];

/** What of a line is allocated and in no tranche yet. */
export function unplanned(pledge: Pledge, line: PledgeLine): number {
  const confirmed = pledge.allocations.filter((of) => of.line === line.line && of.status === 'Confirmed');
  const tranches = pledge.deliveries.filter((of) => of.line === line.line && !gone.includes(of.status));
  const planned = tranches.reduce((sum, of) => sum + of.quantity - of.returned - missing(of), 0);
  return confirmed.reduce((sum, of) => sum + of.quantity, 0) - planned;
}

type Tranche = Pledge['deliveries'][number];

/** What did not arrive and is known not to come: owed again, unless it is settled. */
const missing = ({ status, quantity, received, returned, settled }: Tranche): number =>
  status === 'Verified' ? quantity - (received ?? 0) - returned : settled;

export const tranche = (pledge: Pledge, n: string | undefined): Tranche | undefined =>
  pledge.deliveries.find((of) => String(of.n) === n);
