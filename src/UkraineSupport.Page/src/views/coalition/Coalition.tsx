import { useMemo } from 'preact/hooks';
import type { Balance, Period } from '../../api/types';
import { useAll, useRead } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { isParty, partyName } from '../../i18n/names';
import { Part } from '../../parts/Facts';
import { Choice, Filters } from '../../parts/Filters';
import { both, Empty, Shown } from '../../parts/States';
import { domains } from '../../parts/words';
import { Activations, Calls } from './Calls';
import { Dependence, Headquarters, Sums } from './Dependence';
import { SerialMap } from './SerialMap';
import { SerialTable } from './SerialTable';
import { Verdict } from './Verdict';

/** So many months of the force are shown. */
const MONTHS = 18;

/** Whether the force would stand if a ceasefire came today, for how long, and what breaks when a nation drops out. */
export default function Coalition() {
  const commitments = useAll('/coalition/commitments');
  const nations = [...new Set((commitments.data?.items ?? []).map(({ nation }) => nation))];
  const filters = useFilters({
    without: { known: nations, loaded: commitments.data !== undefined },
    domain: { known: domains },
  });
  const { domain } = filters.values;
  const without = filters.values.without && isParty(filters.values.without) ? filters.values.without : undefined;
  const days = useMemo(() => ({ from: today(), to: after(today(), MONTHS) }), [today()]);
  const now = useRead('/coalition/balance', undefined, { without });
  const ahead = useRead('/coalition/balance', undefined, { ...days, without });
  const statement = useRead('/coalition/requirements');
  const query = without ? { without } : {};
  const names = nations.map((code): [string, string] => [code, partyName(code)]);

  return (
    <>
      <Title>{t('coalition.title')}</Title>
      <p class="lead">{t('coalition.lead')}</p>
      <Shown reading={both(now, ahead)} missing={<Empty title={t('coalition.none')}>{t('coalition.who')}</Empty>}>
        {([at, over]) => {
          const balance = at.balance as Balance;
          const period = over.period as Period;
          const wanted = ({ serial }: { serial: { domain: string } }) => !domain || serial.domain === domain;
          const lines = balance.serials.filter(wanted);
          return (
            <>
              <Filters of={filters}>
                <Choice
                  name="without"
                  filters={filters}
                  label={t('coalition.without')}
                  all={t('coalition.withAll')}
                  options={names.sort(([, a], [, b]) => a.localeCompare(b))}
                />
                <Choice
                  name="domain"
                  filters={filters}
                  label={t('coalition.domain')}
                  all={t('coalition.allDomains')}
                  options={domains.map((value) => [value, t(`domain.${value}`)])}
                />
              </Filters>
              <p class="notice">{t(`coalition.seenAs.${at.seenAs}`)}</p>
              <Verdict balance={balance} dDay={at.dDay} without={at.without} />
              {lines.length === 0 ? (
                <Empty title={t('coalition.noMatch')}>{t('filter.fewer')}</Empty>
              ) : (
                <>
                  <Part title={t('coalition.mapTitle')} lead={t('coalition.mapLead')}>
                    <SerialMap period={{ ...period, serials: period.serials.filter(wanted) }} query={query} />
                  </Part>
                  <Part title={t('coalition.serials')} lead={t('coalition.serialsLead')}>
                    <SerialTable lines={lines} query={query} />
                  </Part>
                </>
              )}
              <Dependence balance={balance} />
              <Headquarters balance={balance} query={query} />
              <Sums balance={balance} phases={statement.data?.phases ?? []} />
              <Activations />
              <Calls />
              <p class="hint">
                <Link to="training">{t('coalition.trainingToo')}</Link>
              </p>
            </>
          );
        }}
      </Shown>
    </>
  );
}

function after(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
