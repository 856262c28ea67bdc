import type { ComponentChildren } from 'preact';
import type { TextKey } from '../i18n/language';
import type { Catalog } from '../parts/catalog';
import type { Value, Values } from './values';
import type { Who } from './who';

/** What a form knows while it is filled in. */
export interface Context<R = any, D = any> {
  /** What it changes, as it was when the form was opened. */
  record: R;
  /** What the address says: the record's id, the number of a tranche. */
  at: Record<string, string>;
  /** What the query says, to begin with. */
  asked: URLSearchParams;
  who: Who;
  catalog: Catalog;
  /** What the form has read besides. */
  data: D;
  /** Everything that is typed. */
  values: Values;
  /** What it began with. */
  start: Values;
  /** What the register has objected to so far, by the code of its problem. */
  raised: readonly string[];
}

/** The same, for a field: with what is typed in its row or group. */
export interface Scope<R = any, D = any> extends Context<R, D> {
  row: Values;
  n: number;
}

type Of<T, R> = T | ((scope: Scope<R>) => T);
export type Option = [value: string, name: string];

interface Base<R> {
  name: string;
  /** Its label where that is not the text `field.<name>`. */
  label?: Of<TextKey, R>;
  hint?: Of<TextKey | undefined, R>;
  /** Whether it must be filled in. */
  needed?: Of<boolean, R>;
  /** Shown, checked and sent only then. */
  when?: (scope: Scope<R>) => boolean;
}

export interface Text<R = any> extends Base<R> {
  kind: 'text' | 'long' | 'day';
  /** What it becomes in what is sent, where that is not its text. */
  send?: (text: string, scope: Scope<R>) => unknown;
}

export interface Amount<R = any> extends Base<R> {
  kind: 'number';
  unit?: (scope: Scope<R>) => string | undefined;
}

export interface Choice<R = any> extends Base<R> {
  kind: 'choice' | 'radio';
  options: (scope: Scope<R>) => Option[];
  /** What it becomes in what is sent, where that is more than its value; with the names it has there. */
  sent?: { as: (value: string, scope: Scope<R>) => object; names: string[] };
}

export interface Tick<R = any> extends Base<R> {
  kind: 'tick';
}

export interface Group<R = any> extends Base<R> {
  kind: 'group';
  fields: Field<R>[];
}

export interface Rows<R = any> extends Base<R> {
  kind: 'rows';
  fields: Field<R>[];
  /** What a row begins with; rows can be added then. */
  fresh?: Values;
  least?: number;
  most?: number;
  /** What a row is called. */
  title: (scope: Scope<R>) => string;
  /** Rows that are left out of what is sent. */
  skip?: (scope: Scope<R>) => boolean;
  /** What is sent with a row besides. */
  also?: (scope: Scope<R>) => object;
}

/** Something to read between the fields. */
export interface Note<R = any> extends Base<R> {
  kind: 'note';
  show: (scope: Scope<R>) => ComponentChildren;
}

export type Field<R = any> = Text<R> | Amount<R> | Choice<R> | Tick<R> | Group<R> | Rows<R> | Note<R>;

export const of = <T, R>(what: Of<T, R> | undefined, scope: Scope<R>, otherwise: T): T =>
  what === undefined ? otherwise : typeof what === 'function' ? (what as (scope: Scope<R>) => T)(scope) : what;

export const isShown = (field: Field, scope: Scope): boolean => field.when?.(scope) ?? true;
export const isNeeded = (field: Field, scope: Scope): boolean =>
  of(field.needed, scope, field.kind !== 'tick' && field.kind !== 'group' && field.kind !== 'note');

/** What a field holds before anything is typed. */
export function empty(fields: readonly Field[]): Values {
  const held = fields.filter(({ kind }) => kind !== 'note');
  return Object.fromEntries(held.map((field): [string, Value] => [field.name, none(field)]));
}

function none(field: Field): Value {
  if (field.kind === 'tick') return false;
  if (field.kind === 'group') return empty(field.fields);
  if (field.kind === 'rows') return Array.from({ length: field.least ?? 0 }, () => field.fresh ?? empty(field.fields));
  return '';
}
