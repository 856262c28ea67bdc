import { useMemo } from 'preact/hooks';
import { useAll } from '../../api/useRead';
import { Title } from '../../app/Title';
import { t } from '../../i18n/language';
import { useCatalog } from '../../parts/catalog';
import { both, Empty, Shown } from '../../parts/States';
import { AreaChart } from './AreaChart';
import { lastVisit } from './changes';
import { Changes } from './Changes';
import { Deadlines } from './Deadlines';
import { Standing } from './Standing';
import { WorstGaps } from './WorstGaps';

/** How support stands, what is missing and what has changed, in ten seconds. */
export default function Overview() {
  const catalog = useCatalog();
  const ledgers = useAll('/insights/ledgers');
  const gaps = useAll('/gaps');
  const requirements = useAll('/requirements');
  const pledges = useAll('/pledges');
  const visit = useMemo(() => lastVisit(Date.now()), []);
  return (
    <>
      <Title>{t('overview.title')}</Title>
      <p class="lead">{t('ledgers.apart')}</p>
      <Shown reading={both(both(ledgers, gaps), both(requirements, pledges))}>
        {([[{ items: rows }, { items: open }], [{ items: needs }, { items: given }]]) => {
          if (rows.length === 0 && needs.length === 0)
            return <Empty title={t('pledges.none')}>{t('pledges.noneHint')}</Empty>;
          const demo = [...given, ...needs].some(({ evidence }) => evidence?.level === 'demo');
          return (
            <>
              {demo && <p class="notice demo-notice">{t('overview.demo')}</p>}
              <Standing rows={rows} gaps={open} needs={needs} pledges={given} visit={visit} />
              <Changes catalog={catalog} />
              <AreaChart rows={rows} catalog={catalog} />
              <div class="columns">
                <WorstGaps gaps={open} catalog={catalog} />
                <Deadlines needs={needs} pledges={given} />
              </div>
            </>
          );
        }}
      </Shown>
    </>
  );
}
