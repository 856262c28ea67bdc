import type { ComponentChildren } from 'preact';
import type { Body, Command } from '../api/send';
import type { Context, Field } from './field';
import type { FormName } from './paths';
import type { Values } from './values';
import type { Who } from './who';

export type Place = Record<string, string>;

/**
 * Something that a person does in the register. What it is called and says is in the texts, under `form.<name>`:
 * `title`, `lead`, `send`, `done`.
 */
export interface Form<P extends Command = any, R = any, D = any> {
  name: FormName;
  /** The record that it changes, as a route of the register; nothing when it creates one. */
  reads?: string;
  sends: P;
  /** Who may do it now, by the rules of the guides. The register has the last word. */
  may: (record: R, who: Who, at: Place) => boolean;
  fields: (Field<R> & { name: (keyof Body<P> & string) | `_${string}` })[];
  /** What the fields begin with, where that is not nothing. */
  start?: (context: Omit<Context<R, D>, 'values' | 'start'>) => Values;
  /** Only what is changed is sent. */
  onlyChanges?: boolean;
  /** What is sent besides the fields. */
  also?: (context: Context<R, D>) => Partial<Body<P>>;
  /** What it reads besides; a hook. */
  use?: (record: R, at: Place) => D;
  /** Which field an objection is answered in, by the code of the problem. */
  answers?: Record<string, string>;
  /** What it is about, above the fields. */
  about?: (context: Context<R, D>) => ComponentChildren;
  /** The view that shows what came of it. */
  then: (answer: any, context: Context<R, D>) => string;
  /** The view it is left to. */
  back: (at: Place) => string;
}

/** Declares a form; its route, its record and its fields must fit the register's contract. */
export const form = <P extends Command, R = undefined, D = undefined>(declared: Form<P, R, D>): Form<P, R, D> =>
  declared;

/** An address or a route with its values in it. */
export const filled = (path: string, at: Place): string =>
  path
    .replace(/^\//, '')
    .replace(/\{(\w+)\}|:(\w+)/g, (_, ofRoute?: string, ofPath?: string) =>
      encodeURIComponent(at[ofRoute ?? ofPath!] ?? ''),
    );
