import { Link } from '../../app/routing';
import { exact, month, monthName, share, short } from '../../i18n/format';
import { t } from '../../i18n/language';
import { CapabilityLink, type Catalog } from '../../parts/catalog';
import { type Board, type Cell, level } from './months';

/** Capability by month: the stronger the colour, the more of what was expected is open. Each month leads to its gap. */
export function HeatMap({ board, catalog }: { board: Board; catalog: Catalog }) {
  return (
    <figure class="heat">
      <div class="sideways" tabIndex={0} role="region" aria-label={t('gaps.mapName')}>
        <table>
          <caption class="unseen">{t('gaps.mapName')}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('column.capability')}
              </th>
              {years(board.months).map(([year, span]) => (
                <th key={year} scope="colgroup" colSpan={span} class="year">
                  {year}
                </th>
              ))}
            </tr>
            <tr>
              {board.months.map((value) => (
                <th key={value} scope="col">
                  <abbr title={month(value)}>{monthName(value)}</abbr>
                </th>
              ))}
            </tr>
          </thead>
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
    <td class={`step-${level(of)}${of.confirmed ? '' : ' forecast'}`}>
      <Link to={`gaps/${gap.id}`} title={words}>
        <span data-month={of.month} data-value={of.open}>
          {of.open > 0 ? short(of.open, gap.unit) : '✓'}
        </span>
        <span class="unseen"> {words}</span>
      </Link>
    </td>
  );
}

function years(months: string[]): [year: string, span: number][] {
  const spans = new Map<string, number>();
  for (const value of months) spans.set(value.slice(0, 4), (spans.get(value.slice(0, 4)) ?? 0) + 1);
  return [...spans];
}
