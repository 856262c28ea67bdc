import { exact, unitName } from '../i18n/format';
import { t } from '../i18n/language';
import { type Amount, type Choice, isNeeded, type Scope, type Text } from './field';
import { numberOf } from './values';

export interface ControlProps<F> {
  field: F;
  scope: Scope;
  id: string;
  value: string;
  /** Ids of what describes it: hint, fault. */
  described: string | undefined;
  invalid: boolean;
  set: (value: string) => void;
}

const attributes = ({ id, described, invalid, field, scope }: ControlProps<Text | Amount | Choice>) => ({
  id,
  name: id,
  'aria-describedby': described,
  'aria-invalid': invalid,
  'aria-required': isNeeded(field, scope),
});

export function TextControl(props: ControlProps<Text>) {
  const { field, value, set } = props;
  const common = { ...attributes(props), value };
  if (field.kind === 'long')
    return <textarea {...common} rows={3} onInput={(event) => set(event.currentTarget.value)} />;
  if (field.kind === 'day')
    return <input {...common} type="date" onInput={(event) => set(event.currentTarget.value)} />;
  return <input {...common} type="text" autocomplete="off" onInput={(event) => set(event.currentTarget.value)} />;
}

/** A number with its unit beside it; a large one is read back, so that a zero too many is seen. */
export function AmountControl(props: ControlProps<Amount>) {
  const { field, scope, value, set, id } = props;
  const unit = field.unit?.(scope);
  const amount = numberOf(value) ?? 0;
  return (
    <span class="amount">
      <input
        {...attributes(props)}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
      {unit && <span class="unit">{unitName(unit)}</span>}
      <output for={id} class="hint">
        {unit && amount >= 1000 && exact(amount, unit)}
      </output>
    </span>
  );
}

export function SelectControl(props: ControlProps<Choice>) {
  const { field, scope, value, set } = props;
  return (
    <select {...attributes(props)} value={value} onChange={(event) => set(event.currentTarget.value)}>
      <option value="">{t(isNeeded(field, scope) ? 'form.choose' : 'form.none')}</option>
      {field.options(scope).map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** A few ways to choose from, all in sight. */
export function RadioControl({ field, scope, id, value, set, invalid, described }: ControlProps<Choice>) {
  return (
    <div
      class="radios"
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={described}
      aria-invalid={invalid}
      aria-required={isNeeded(field, scope)}
    >
      {field.options(scope).map(([option, name], n) => (
        <label key={option}>
          <input
            type="radio"
            id={n === 0 ? id : `${id}-${option}`}
            name={id}
            value={option}
            checked={value === option}
            onChange={() => set(option)}
          />
          {name}
        </label>
      ))}
    </div>
  );
}
