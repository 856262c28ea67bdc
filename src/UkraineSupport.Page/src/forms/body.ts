import { type Context, type Field, isShown, type Rows, type Scope } from './field';
import { isBlank, numberOf, same, type Value, type Values } from './values';

/** What is sent, and which field each place in it comes from. */
export interface Made {
  body: Record<string, unknown>;
  places: Map<string, string>;
}

/** What a form sends. A form of changes leaves out what is as it was. */
export function bodyOf(fields: readonly Field[], context: Context, onlyChanges = false): Made {
  const places = new Map<string, string>();
  const kept = onlyChanges ? fields.filter(({ name }) => !same(context.values[name], context.start[name])) : fields;
  const body = part(kept, { ...context, row: context.values, n: 0 }, '', '', places);
  return { body, places };
}

type Places = Map<string, string>;

function part(fields: readonly Field[], scope: Scope, at: string, pointer: string, places: Places) {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    // What only decides which fields are shown begins with an underscore.
    if (field.kind === 'note' || field.name.startsWith('_') || !isShown(field, scope)) continue;
    const place = at + field.name;
    const names = field.kind === 'choice' || field.kind === 'radio' ? field.sent?.names : undefined;
    for (const name of names ?? [field.name]) places.set(`${pointer}/${name}`, place);
    Object.assign(body, sent(field, scope, place, `${pointer}/${field.name}`, places));
  }
  return body;
}

function sent(field: Field, scope: Scope, place: string, pointer: string, places: Places): object {
  const value = scope.row[field.name];
  if (field.kind === 'rows') {
    const list = rows(field, scope, value as Values[], place, pointer, places);
    return list.length > 0 ? { [field.name]: list } : isEmptied(field, scope) ? { [field.name]: [] } : {};
  }
  if (isBlank(value)) return {};
  if (field.kind === 'group') {
    const inner = { ...scope, row: value as Values };
    return { [field.name]: part(field.fields, inner, `${place}.`, pointer, places) };
  }
  return single(field, value!, scope);
}

/** Rows were there and none is left: that is sent, where nothing would be taken for nothing changed. */
const isEmptied = (field: Rows, scope: Scope) =>
  field.fresh !== undefined && !isBlank(scope.start[field.name]) && isBlank(scope.row[field.name]);

function rows(field: Rows, scope: Scope, values: Values[], place: string, pointer: string, places: Places) {
  const list: object[] = [];
  values.forEach((row, n) => {
    const inner = { ...scope, row, n };
    if (field.skip?.(inner) || (field.fresh && isBlank(row))) return;
    const to = `${pointer}/${list.length}`;
    places.set(to, `${place}.${n}`);
    list.push({ ...field.also?.(inner), ...part(field.fields, inner, `${place}.${n}.`, to, places) });
  });
  return list;
}

function single(field: Field, value: Value, scope: Scope): object {
  if (field.kind === 'number') return { [field.name]: numberOf(value as string) };
  if ((field.kind === 'choice' || field.kind === 'radio') && field.sent) return field.sent.as(value as string, scope);
  if (field.kind === 'text' && field.send) return { [field.name]: field.send(value as string, scope) };
  return { [field.name]: typeof value === 'string' ? value.trim() : value };
}
