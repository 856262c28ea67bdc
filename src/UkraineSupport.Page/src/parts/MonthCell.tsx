import { Link, type Query } from '../app/routing';

interface Props {
  /** Its colour: how bad it is. */
  step: string;
  to: string;
  query?: Query;
  /** The month, as 2026-05, and its figure. */
  month: string;
  value: number;
  /** What stands in it, and what that means in words: for those who point at it or hear it. */
  shown: string;
  words: string;
}

/** A month of a map, which leads to what it is of. One element: a map has hundreds. */
export const MonthCell = ({ step, to, query, month, value, shown, words }: Props) => (
  <td class={step}>
    <Link
      to={to}
      query={query}
      title={words}
      aria-label={`${shown} ${words}`}
      data-month={month}
      data-value={value}
    >
      {shown}
    </Link>
  </td>
);
