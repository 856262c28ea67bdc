import type { Fault } from '../api/send';
import { t } from '../i18n/language';
import { type Context, type Field, isNeeded, isShown, type Scope } from './field';
import { isBlank, numberOf, type Values } from './values';

/** Something that is wrong, at a field, or with the whole when `at` is empty. */
export interface Wrong {
  at: string;
  text: string;
  /** The register's own words, which are English. */
  said?: boolean;
}

/** What can be seen to be wrong before anything is sent; all else the register says. */
export function check(fields: readonly Field[], context: Context): Wrong[] {
  return inside(fields, { ...context, row: context.values, n: 0 }, '');
}

function inside(fields: readonly Field[], scope: Scope, at: string): Wrong[] {
  return fields.filter((field) => isShown(field, scope)).flatMap((field) => wrong(field, scope, at + field.name));
}

function wrong(field: Field, scope: Scope, at: string): Wrong[] {
  if (field.kind === 'note') return [];
  const value = scope.row[field.name];
  if (field.kind === 'rows')
    return (value as Values[]).flatMap((row, n) => {
      const inner = { ...scope, row, n };
      const idle = field.skip?.(inner) || (field.fresh && isBlank(row) && n >= (field.least ?? 0));
      return idle ? [] : inside(field.fields, inner, `${at}.${n}.`);
    });
  if (field.kind === 'group')
    return isNeeded(field, scope) || !isBlank(value)
      ? inside(field.fields, { ...scope, row: value as Values }, `${at}.`)
      : [];
  if (isBlank(value)) return isNeeded(field, scope) ? [{ at, text: missing(field) }] : [];
  if (field.kind === 'number' && numberOf(value as string) === undefined) return [{ at, text: t('form.wrong.number') }];
  return [];
}

function missing({ kind }: Field): string {
  if (kind === 'choice' || kind === 'radio') return t('form.wrong.choose');
  if (kind === 'tick') return t('form.wrong.tick');
  if (kind === 'day') return t('form.wrong.day');
  return t(kind === 'number' ? 'form.wrong.number' : 'form.wrong.needed');
}

/** What the register says, each at the field it is about: the nearest one around it that there is. */
export function placed(faults: readonly Fault[], places: ReadonlyMap<string, string>): Wrong[] {
  return faults.map(({ pointer, detail }) => ({ at: nearest(pointer, places), text: detail, said: true }));
}

function nearest(pointer: string, places: ReadonlyMap<string, string>): string {
  for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return '';
}
