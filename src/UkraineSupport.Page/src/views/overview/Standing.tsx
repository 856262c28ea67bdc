import type { Gap, LedgerRow, PledgeEntry, Requirement } from '../../api/types';
import { Link } from '../../app/routing';
import { instant, money } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Quantity } from '../../parts/Figures';
import { Headline, Headlines } from '../../parts/Headline';
import { sum } from '../../parts/ledgers';
import { done } from '../../parts/words';

interface Props {
  rows: LedgerRow[];
  gaps: Gap[];
  needs: Requirement[];
  pledges: PledgeEntry[];
  visit: { since: string; own: boolean };
}

/** The three headlines: what stands, what is missing, what changed. */
export function Standing({ rows, gaps, needs, pledges, visit }: Props) {
  const value = sum(rows.flatMap(({ eur }) => (eur ? [eur] : [])));
  const donors = new Set(rows.filter((row) => row.committed > 0 && row.donor).map((row) => row.donor));
  const open = gaps.filter((gap) => gap.open > 0 && !gap.mergedInto);
  const bare = new Set(open.filter((gap) => gap.covered === 0).map((gap) => gap.capability));
  const waiting = needs.filter((need) => need.open > 0 && !done.includes(need.status));
  const announced = pledges.filter((pledge) => pledge.announcedAt >= visit.since);
  const found = gaps.filter((gap) => gap.openedAt >= visit.since);
  return (
    <Headlines>
      <Headline
        name={t('overview.stands')}
        figure={
          <Link to="donors">
            <Quantity value={value.committed} unit="EUR" field="committed" />
          </Link>
        }
      >
        {t('overview.standsMeaning', { count: donors.size, received: money(value.received) })}
      </Headline>
      <Headline
        name={t('overview.missing')}
        figure={
          <Link to="gaps">
            <span data-field="gaps" data-value={open.length}>
              {t('overview.openGaps', { count: open.length })}
            </span>
          </Link>
        }
      >
        {open.length === 0 ? t('gaps.noneOpen') : t('overview.missingMeaning', { count: bare.size })}{' '}
        {t('overview.needsMeaning', { count: waiting.length })}
      </Headline>
      <Headline
        name={t('overview.changed')}
        figure={
          <Link to="pledges">
            <span data-field="announced" data-value={announced.length}>
              {t('overview.newPledges', { count: announced.length })}
            </span>
          </Link>
        }
      >
        {t(visit.own ? 'overview.sinceVisit' : 'overview.sinceWeek', { since: instant(visit.since) })}{' '}
        {t('overview.newGaps', { count: found.length })}
      </Headline>
    </Headlines>
  );
}
