import type { Gap } from '../../api/types';
import { Link } from '../../app/routing';
import { months, share } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Bar } from '../../parts/Bar';
import { type Catalog, nameOf } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Quantity } from '../../parts/Figures';
import { coverage } from '../gaps/GapTable';
import { openPart } from '../gaps/months';

const SHOWN = 6;

/** The gaps to look at first: by priority, then by how much of what is missing nobody covers. */
export function WorstGaps({ gaps, catalog }: { gaps: Gap[]; catalog: Catalog }) {
  const part = (gap: Gap) => openPart({ gaps: [gap], open: gap.open });
  const worst = gaps
    .filter((gap) => gap.open > 0 && !gap.mergedInto && gap.status !== 'AcceptedRisk')
    .sort((a, b) => a.priority - b.priority || part(b) - part(a) || a.from.localeCompare(b.from))
    .slice(0, SHOWN);
  return (
    <Part title={t('overview.worstGaps')}>
      {worst.length === 0 ? (
        <p>{t('gaps.noneOpen')}</p>
      ) : (
        <ol class="cards">
          {worst.map((gap) => (
            <li key={gap.id} data-key={gap.id}>
              <p>
                <Link to={`gaps/${gap.id}`}>{nameOf(gap.capability, catalog)}</Link>
                <small>{months(gap.from, gap.to)}</small>
              </p>
              <Bar segments={coverage(gap)} unit={gap.unit} />
              <p>
                <Quantity value={gap.open} unit={gap.unit} field="open" />{' '}
                {t('overview.openShare', { share: share(gap.open, gap.shortfall) })}
              </p>
            </li>
          ))}
        </ol>
      )}
      <p>
        <Link to="gaps">{t('overview.allGaps')}</Link>
      </p>
    </Part>
  );
}
