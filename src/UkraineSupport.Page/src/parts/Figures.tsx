import type { ComponentChildren } from 'preact';
import { day, exact, figure, instant, measure } from '../i18n/format';
import { t } from '../i18n/language';

/** A quantity with its unit; the exact figure is its tooltip. */
export function Quantity({ value, unit, field }: { value: number; unit: string; field?: string }) {
  return (
    <span class="figure" title={exact(value, unit)} data-value={value} data-field={field}>
      {measure(value, unit)}
    </span>
  );
}

/** The same where its column or heading says the unit. */
export function Figure({ value, unit, field }: { value: number; unit: string; field?: string }) {
  return (
    <span
      class={value === 0 ? 'figure zero' : 'figure'}
      title={exact(value, unit)}
      data-value={value}
      data-field={field}
    >
      {figure(value, unit)}
    </span>
  );
}

/** How many there are. */
export const Count = ({ of, field }: { of: number; field: string }) => (
  <span data-field={field} data-value={of}>
    {figure(of)}
  </span>
);

/** Nothing is known; a zero would be a figure. */
export const Unknown = () => <span class="zero">–</span>;

/** A day, as it was written. */
export const Day = ({ value }: { value: string }) => <time dateTime={value.slice(0, 10)}>{day(value)}</time>;

/** A moment, in universal time. */
export const Instant = ({ value }: { value: string }) => <time dateTime={value}>{instant(value)}</time>;

/** What somebody typed: isolated, so that a script from right to left does not turn what stands around it. */
export const Typed = ({ children }: { children: ComponentChildren }) => <bdi>{children}</bdi>;

/** A sentence that the register writes: it writes English, whatever the language of the page. */
export const Register = ({ children }: { children: ComponentChildren }) => <bdi lang="en">{children}</bdi>;

/** How figures were reckoned, in the register's words: for those who ask. */
export const Method = ({ children }: { children: ComponentChildren }) => (
  <details class="method">
    <summary>{t('method.name')}</summary>
    <p class="hint">
      <Register>{children}</Register>
    </p>
  </details>
);
