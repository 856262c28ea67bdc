import { useAll } from '../../api/useRead';
import type { PledgeEntry } from '../../api/types';
import { Title } from '../../app/Title';
import { useFilters } from '../../app/filters';
import { Actions } from '../../forms/Actions';
import { onPledges } from '../../forms/where';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { CapabilityChoice, useCatalog } from '../../parts/catalog';
import { Choice, Filters } from '../../parts/Filters';
import { ledgers, type Ledger } from '../../parts/ledgers';
import { Shown } from '../../parts/States';
import { kinds, pledgeStatuses } from '../../parts/words';
import { PledgeTable } from './PledgeTable';

export default function PledgeList() {
  const catalog = useCatalog();
  const donors = useAll('/insights/ledgers');
  const codes = [...new Set((donors.data?.items ?? []).flatMap(({ donor }) => (donor ? [donor] : [])))];
  const filters = useFilters({
    donor: { known: codes, loaded: donors.data !== undefined },
    kind: { known: kinds },
    capability: { known: [...catalog.keys()], loaded: catalog.size > 0 },
    status: { known: pledgeStatuses },
    ledger: { known: ledgers },
  });
  const { donor, kind, capability, status, ledger } = filters.values;
  const pledges = useAll('/pledges', { donor, kind, capability, status });

  return (
    <>
      <Title>{t('pledges.title')}</Title>
      <p class="lead">{t('pledges.lead')}</p>
      <Actions of={onPledges} record={undefined} />
      <Filters of={filters}>
        <Choice
          name="donor"
          filters={filters}
          label={t('filter.donor')}
          all={t('filter.allDonors')}
          options={named(codes)}
        />
        <Choice
          name="kind"
          filters={filters}
          label={t('filter.kind')}
          all={t('filter.allKinds')}
          options={kinds.map((value) => [value, t(`kind.${value}`)])}
        />
        <CapabilityChoice filters={filters} catalog={catalog} />
        <Choice
          name="status"
          filters={filters}
          label={t('filter.status')}
          all={t('filter.allStatuses')}
          options={pledgeStatuses.map((value) => [value, t(`status.pledge.${value}`)])}
        />
        <Choice
          name="ledger"
          filters={filters}
          label={t('filter.ledger')}
          all={t('filter.allLedgers')}
          options={ledgers.map((value) => [value, t(`ledger.${value}`)])}
        />
      </Filters>
      <Shown reading={pledges}>
        {({ items, cut }) => (
          <PledgeTable
            rows={ledger ? items.filter((pledge) => reaches(pledge, ledger as Ledger, capability)) : items}
            cut={cut}
            none={filters.any ? t('pledges.noMatch') : t('pledges.none')}
          />
        )}
      </Shown>
    </>
  );
}

const named = (codes: string[]): [string, string][] =>
  codes.map((code): [string, string] => [code, partyName(code)]).sort((a, b) => a[1].localeCompare(b[1]));

/** Whether some of it has come as far as this ledger, of the capability that is looked at. */
const reaches = ({ lines }: PledgeEntry, ledger: Ledger, capability: string | undefined) =>
  lines.some((line) => line[ledger] > 0 && (!capability || line.capability === capability));
