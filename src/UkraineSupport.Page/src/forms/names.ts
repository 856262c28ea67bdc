import { of, type Field, type Scope } from './field';
import { t, type TextKey } from '../i18n/language';
import type { Values } from './values';

/** What a field is called where it is spoken of alone: with its row before it. */
export function nameAt(fields: readonly Field[], scope: Scope, at: string): string {
  const [name, ...rest] = at.split('.');
  const field = fields.find((one) => one.name === name);
  if (!field) return at;
  const own = t(of(field.label, scope, `field.${field.name}` as TextKey));
  if (field.kind === 'group' && rest.length > 0)
    return `${own}, ${nameAt(field.fields, { ...scope, row: scope.row[field.name] as Values }, rest.join('.'))}`;
  if (field.kind !== 'rows' || rest.length === 0) return own;
  const n = Number(rest[0]);
  const inner = { ...scope, row: (scope.row[field.name] as Values[])[n] ?? {}, n };
  const row = field.title(inner);
  return rest.length === 1 ? row : `${row}, ${nameAt(field.fields, inner, rest.slice(1).join('.'))}`;
}
