import type { ComponentType } from 'preact';
import { formView } from './FormPage';
import type { FormName } from './paths';
import { forms } from './where';

export const views = Object.fromEntries(forms.map((form) => [form.name, formView(form)])) as Record<
  FormName,
  ComponentType<any>
>;
