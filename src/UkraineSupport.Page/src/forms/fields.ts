import type { TextKey } from '../i18n/language';
import type { Amount, Choice, Field, Group, Note, Option, Rows, Scope, Text, Tick } from './field';

type Rest<F> = Partial<Omit<F, 'kind' | 'name'>>;

export const text = <N extends string>(name: N, more: Rest<Text> = {}) => ({ kind: 'text' as const, name, ...more });
export const long = <N extends string>(name: N, more: Rest<Text> = {}) => ({ kind: 'long' as const, name, ...more });
export const day = <N extends string>(name: N, more: Rest<Text> = {}) => ({ kind: 'day' as const, name, ...more });
export const amount = <N extends string>(name: N, more: Rest<Amount> = {}) => ({
  kind: 'number' as const,
  name,
  ...more,
});
export const tick = <N extends string>(name: N, more: Rest<Tick> = {}) => ({ kind: 'tick' as const, name, ...more });

type Options = (scope: Scope) => Option[];
export const choice = <N extends string>(name: N, options: Options, more: Rest<Choice> = {}) => ({
  kind: 'choice' as const,
  name,
  options,
  ...more,
});
export const radio = <N extends string>(name: N, options: Options, more: Rest<Choice> = {}) => ({
  kind: 'radio' as const,
  name,
  options,
  ...more,
});
export const group = <N extends string>(name: N, fields: Field[], more: Rest<Group> = {}) => ({
  kind: 'group' as const,
  name,
  fields,
  ...more,
});
export const rows = <N extends string>(
  name: N,
  fields: Field[],
  title: Rows['title'],
  more: Omit<Rest<Rows>, 'fields' | 'title'> = {},
) => ({ kind: 'rows' as const, name, fields, title, ...more });
export const note = (name: `_${string}`, show: Note['show'], when?: Note['when']) => ({
  kind: 'note' as const,
  name,
  show,
  ...(when && { when }),
});

/** Why something is done: kept in the history, for all who may see the record. */
export const reason = (hint: TextKey = 'hint.reason') => long('reason', { hint });
