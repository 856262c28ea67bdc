import type { ComponentChildren } from 'preact';
import { t, type TextKey } from '../i18n/language';
import { AmountControl, RadioControl, SelectControl, TextControl } from './Control';
import type { Wrong } from './faults';
import { type Field, isNeeded, isShown, of, type Scope } from './field';
import { RowsView } from './RowsView';
import type { Value, Values } from './values';

export interface Props<F = Field> {
  field: F;
  scope: Scope;
  /** Which field of the form it is, as in `lines.0.quantity`. */
  at: string;
  wrong: readonly Wrong[];
  set: (at: string, value: Value) => void;
}

export const idOf = (at: string): string => `field-${at.replace(/\./g, '-')}`;
export const labelOf = (field: Field, scope: Scope): string =>
  t(of(field.label, scope, `field.${field.name}` as TextKey));

/** The fields of a form, a group or a row, those that are to be filled in now. */
export function FieldList(props: Omit<Props, 'field'> & { fields: readonly Field[] }) {
  const { fields, at, ...rest } = props;
  const shown = fields.filter((field) => isShown(field, props.scope));
  return (
    <>
      {shown.map((field) => (
        <FieldView key={field.name} field={field} at={at + field.name} {...rest} />
      ))}
    </>
  );
}

function FieldView(props: Props) {
  const { field, scope, at } = props;
  if (field.kind === 'note') return <>{field.show(scope)}</>;
  if (field.kind === 'rows') return <RowsView {...props} field={field} />;
  if (field.kind === 'group') {
    const inner = { ...scope, row: scope.row[field.name] as Values };
    return (
      <FieldSet {...props}>
        <FieldList fields={field.fields} scope={inner} at={`${at}.`} wrong={props.wrong} set={props.set} />
      </FieldSet>
    );
  }
  return <Single {...props} />;
}

/** A group of fields under a name, with what is wrong with the whole of it. */
export function FieldSet({ field, scope, at, wrong, children }: Props & { children: ComponentChildren }) {
  const hint = of(field.hint, scope, undefined);
  return (
    <fieldset id={idOf(at)} tabIndex={-1} aria-describedby={described(at, hint !== undefined, faultAt(wrong, at))}>
      <legend>{labelOf(field, scope)}</legend>
      {hint && (
        <p class="hint" id={`${idOf(at)}-hint`}>
          {t(hint)}
        </p>
      )}
      <FaultAt at={at} wrong={wrong} />
      {children}
    </fieldset>
  );
}

const faultAt = (wrong: readonly Wrong[], at: string) => wrong.some((fault) => fault.at === at);

function described(at: string, hinted: boolean, faulty: boolean): string | undefined {
  const ids = [hinted && `${idOf(at)}-hint`, faulty && `${idOf(at)}-fault`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** What is wrong with a field, where it stands. */
export function FaultAt({ at, wrong }: { at: string; wrong: readonly Wrong[] }) {
  if (!faultAt(wrong, at)) return null;
  return (
    <p class="fault" id={`${idOf(at)}-fault`}>
      <span class="unseen">{t('form.wrong.mark')} </span>
      {wrong
        .filter((fault) => fault.at === at)
        .map(({ text, said }) => (
          <span key={text} lang={said ? 'en' : undefined}>
            {text}{' '}
          </span>
        ))}
    </p>
  );
}

function Single(props: Props) {
  const { field, scope, at, wrong, set } = props;
  const id = idOf(at);
  const hint = of(field.hint, scope, undefined);
  const invalid = faultAt(wrong, at);
  if (field.kind === 'tick') {
    const ticked = scope.row[field.name] === true;
    return (
      <div class={invalid ? 'field wrong' : 'field'} data-field={at}>
        <FaultAt at={at} wrong={wrong} />
        <label class="tick">
          <input
            type="checkbox"
            id={id}
            checked={ticked}
            aria-invalid={invalid}
            aria-describedby={described(at, hint !== undefined, invalid)}
            onChange={(event) => set(at, event.currentTarget.checked)}
          />
          {labelOf(field, scope)}
        </label>
        {hint && <Hint id={id} text={hint} />}
      </div>
    );
  }
  return (
    <div class={`field ${field.kind} ${invalid ? 'wrong' : ''}`} data-field={at}>
      <label for={field.kind === 'radio' ? undefined : id} id={`${id}-label`} class="name">
        {labelOf(field, scope)} {!isNeeded(field, scope) && <small>{t('form.optional')}</small>}
      </label>
      {hint && <Hint id={id} text={hint} />}
      <FaultAt at={at} wrong={wrong} />
      <Control {...props} id={id} invalid={invalid} described={described(at, hint !== undefined, invalid)} />
    </div>
  );
}

const Hint = ({ id, text }: { id: string; text: TextKey }) => (
  <p class="hint" id={`${id}-hint`}>
    {t(text)}
  </p>
);

type More = { id: string; invalid: boolean; described: string | undefined };

function Control({ field, scope, at, set, ...more }: Props & More) {
  const common = { ...more, scope, value: String(scope.row[field.name] ?? ''), set: (text: string) => set(at, text) };
  if (field.kind === 'number') return <AmountControl {...common} field={field} />;
  if (field.kind === 'radio') return <RadioControl {...common} field={field} />;
  if (field.kind === 'choice') return <SelectControl {...common} field={field} />;
  return field.kind === 'text' || field.kind === 'long' || field.kind === 'day' ? (
    <TextControl {...common} field={field} />
  ) : null;
}
