import type { ComponentChildren } from 'preact';
import type { FilterState } from '../app/filters';
import { t } from '../i18n/language';

/** The filters of a view, what of the address is not known, and the way back to everything. */
export function Filters<N extends string>({ of, children }: { of: FilterState<N>; children: ComponentChildren }) {
  return (
    <>
      <form class="filters" role="search" aria-label={t('filter.name')} onSubmit={(event) => event.preventDefault()}>
        {children}
        {(of.any || of.unknown.length > 0) && (
          <button type="button" class="quiet" onClick={() => of.clear()}>
            {t('filter.clear')}
          </button>
        )}
      </form>
      {of.unknown.map(({ name, value }) => (
        <p key={name} class="notice" role="status">
          {t('filter.unknown', { name, value })}
        </p>
      ))}
    </>
  );
}

interface ChoiceProps<N extends string> {
  name: N;
  filters: FilterState<N>;
  label: string;
  /** What it says when nothing is chosen. */
  all: string;
  options: [value: string, label: string][];
}

export function Choice<N extends string>({ name, filters, label, all, options }: ChoiceProps<N>) {
  const chosen = filters.values[name] ?? '';
  // What was chosen stays in the list, also while the list is not read yet.
  const shown = chosen && !options.some(([value]) => value === chosen) ? [...options, [chosen, chosen]] : options;
  return (
    <label>
      {label}
      <select name={name} value={chosen} onChange={(event) => filters.set(name, event.currentTarget.value)}>
        <option value="">{all}</option>
        {shown.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
