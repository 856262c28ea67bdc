import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/language';
import { empty, type Rows, type Scope } from './field';
import { FaultAt, FieldList, FieldSet, idOf, type Props } from './FieldView';
import type { Values } from './values';

const MOST = 100;

/** Rows of the same fields; where they may, people add some and take some away. */
export function RowsView(props: Props<Rows>) {
  const { field, scope, at, wrong, set } = props;
  const rows = scope.row[field.name] as Values[];
  const box = useRef<HTMLDivElement>(null);
  const focus = useRef<number | null>(null);
  useEffect(() => {
    if (focus.current === null) return;
    const added = box.current?.querySelectorAll<HTMLElement>(':scope > fieldset')[focus.current];
    (added?.querySelector<HTMLElement>('input, select, textarea') ?? box.current?.querySelector('button'))?.focus();
    focus.current = null;
  }, [rows.length]);
  const add = () => {
    focus.current = rows.length;
    set(at, [...rows, field.fresh ?? empty(field.fields)]);
  };
  const remove = (n: number) => {
    focus.current = rows.length;
    set(
      at,
      rows.filter((_, other) => other !== n),
    );
  };
  return (
    <FieldSet {...props}>
      <div ref={box} class="rows-of">
        {rows.map((row, n) => (
          <Row
            key={n}
            at={`${at}.${n}`}
            field={field}
            scope={{ ...scope, row, n }}
            wrong={wrong}
            set={set}
            remove={field.fresh && rows.length > (field.least ?? 0) ? () => remove(n) : undefined}
          />
        ))}
        {field.fresh && rows.length < (field.most ?? MOST) && (
          <button type="button" class="add" onClick={add}>
            <span class="unseen">{t('form.add')}</span>
            <span>{`+ ${field.title({ ...scope, row: {}, n: rows.length })}`}</span>
          </button>
        )}
      </div>
    </FieldSet>
  );
}

interface RowProps extends Props<Rows> {
  scope: Scope;
  remove: (() => void) | undefined;
}

function Row({ field, scope, at, wrong, set, remove }: RowProps) {
  const title = field.title(scope);
  return (
    <fieldset class="row" id={idOf(at)} tabIndex={-1}>
      <legend>{title}</legend>
      <FaultAt at={at} wrong={wrong} />
      <FieldList fields={field.fields} scope={scope} at={`${at}.`} wrong={wrong} set={set} />
      {remove && (
        <button type="button" class="quiet" onClick={remove}>
          {t('form.remove')}
          <span class="unseen">{`: ${title}`}</span>
        </button>
      )}
    </fieldset>
  );
}
