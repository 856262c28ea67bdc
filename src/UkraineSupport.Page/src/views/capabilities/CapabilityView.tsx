import { useAll } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { areaName } from '../../i18n/names';
import { Legend } from '../../parts/Bar';
import { nameOf, useCatalog } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Quantity } from '../../parts/Figures';
import { Headline, Headlines } from '../../parts/Headline';
import { LedgerBar, segmentsOf } from '../../parts/LedgerBar';
import { ledgers as names, sum } from '../../parts/ledgers';
import { Empty, Shown } from '../../parts/States';
import { DonorTable } from '../donors/DonorList';
import { donorRows } from '../donors/donors';
import { GapTable } from '../gaps/GapTable';
import { RequirementTable } from '../requirements/RequirementTable';
import { today } from '../../i18n/format';
import { UsFlow } from './UsFlow';

/** One capability: its five ledgers, who gives it, what Ukraine asks for, what falling deliveries leave open. */
export default function CapabilityView({ code }: { code: string }) {
  const catalog = useCatalog();
  const entry = catalog.get(code);
  const ledgers = useAll('/insights/ledgers', { capability: code });
  const requirements = useAll('/requirements', { capability: code });
  const gaps = useAll('/gaps', { capability: code });
  const pledges = useAll('/pledges', { capability: code });
  if (catalog.size > 0 && !entry) return <NoRecord title={t('capabilities.unknown', { code })} />;
  return (
    <>
      <Title over={entry && areaName(entry.area)}>{nameOf(code, catalog)}</Title>
      <p class="lead">{t('ledgers.apart')}</p>
      <Shown reading={ledgers}>
        {({ items }) => {
          if (items.length === 0) return <Empty title={t('capabilities.nothing')}>{t('pledges.noneHint')}</Empty>;
          const unit = items[0]!.unit;
          const total = sum(items);
          return (
            <>
              <Headlines>
                {names.map((field) => (
                  <Headline
                    key={field}
                    name={t(`ledger.${field}`)}
                    figure={
                      <Link to="pledges" query={{ capability: code, ledger: field }}>
                        <Quantity value={total[field]} unit={unit} field={field} />
                      </Link>
                    }
                  >
                    {t(`ledger.${field}.meaning`)}
                  </Headline>
                ))}
              </Headlines>
              <div class="wide-bar">
                <LedgerBar row={total} unit={unit} />
                <Legend segments={segmentsOf(total)} unit={unit} />
              </div>
              <Part title={t('capabilities.donors', { unit: unitName(unit) })}>
                <DonorTable
                  rows={donorRows(items, pledges.data?.items ?? [], gaps.data?.items ?? [], code, today())}
                  filter={{ capability: code }}
                />
              </Part>
            </>
          );
        }}
      </Shown>
      <Part title={t('capabilities.needs')}>
        <Shown reading={requirements}>
          {({ items, cut }) =>
            items.length === 0 ? (
              <p>{t('capabilities.noNeeds')}</p>
            ) : (
              <RequirementTable rows={items} cut={cut} catalog={catalog} />
            )
          }
        </Shown>
      </Part>
      <Part title={t('capabilities.gaps')}>
        <Shown reading={gaps}>
          {({ items, cut }) =>
            items.length === 0 ? (
              <p>{t('capabilities.noGaps')}</p>
            ) : (
              <GapTable rows={items} cut={cut} catalog={catalog} />
            )
          }
        </Shown>
      </Part>
      <UsFlow capability={code} />
    </>
  );
}
