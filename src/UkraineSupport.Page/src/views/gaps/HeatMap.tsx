import { exact, month, share, short } from '../../i18n/format';
import { t } from '../../i18n/language';
import { CapabilityLink, type Catalog } from '../../parts/catalog';
import { MonthCell } from '../../parts/MonthCell';
import { MonthHead } from '../../parts/MonthHead';
import { type Board, type Cell, level } from './months';

/** Capability by month: the stronger the colour, the more of what was expected is open. Each month leads to its gap. */
export function HeatMap({ board, catalog }: { board: Board; catalog: Catalog }) {
  return (
    <figure class="heat">
      <div class="sideways" tabIndex={0} role="region" aria-label={t('gaps.mapName')}>
        <table>
          <caption class="unseen">{t('gaps.mapName')}</caption>
          <MonthHead months={board.months} first={t('column.capability')} />
          <tbody>
            {board.rows.map((row) => (
              <tr key={row.capability} data-key={row.capability}>
                <th scope="row">
                  <CapabilityLink code={row.capability} catalog={catalog} />
                </th>
                {board.months.map((value) => (
                  <Month key={value} cell={row.cells.get(value)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption>
        <ul class="legend">
          {([0, 1, 2, 3, 4] as const).map((step) => (
            <li key={step}>
              <i class={`step-${step}`} aria-hidden="true" /> {t(`gaps.step.${step}`)}
            </li>
          ))}
          <li>
            <i class="step-2 forecast" aria-hidden="true" /> {t('gaps.forecast')}
          </li>
        </ul>
      </figcaption>
    </figure>
  );
}

function Month({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <td class="none" />;
  const { gap, month: of } = cell;
  const words = t(of.confirmed ? 'gaps.cell' : 'gaps.cellForecast', {
    month: month(of.month),
    open: exact(of.open, gap.unit),
    expected: exact(of.expected, gap.unit),
    share: share(of.open, of.expected),
  });
  return (
    <MonthCell
      step={`step-${level(of)}${of.confirmed ? '' : ' forecast'}`}
      to={`gaps/${gap.id}`}
      month={of.month}
      value={of.open}
      shown={of.open > 0 ? short(of.open, gap.unit) : '✓'}
      words={words}
    />
  );
}
