import { month, monthName } from '../i18n/format';

/** The head of a map by month: years above, months below. `first` names what the rows are. */
export function MonthHead({ months, first }: { months: string[]; first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {first}
        </th>
        {years(months).map(([year, span]) => (
          <th key={year} scope="colgroup" colSpan={span} class="year">
            {year}
          </th>
        ))}
      </tr>
      <tr>
        {months.map((value) => (
          <th key={value} scope="col">
            <abbr title={month(value)}>{monthName(value)}</abbr>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function years(months: string[]): [year: string, span: number][] {
  const spans = new Map<string, number>();
  for (const value of months) spans.set(value.slice(0, 4), (spans.get(value.slice(0, 4)) ?? 0) + 1);
  return [...spans];
}
