import { today } from '../i18n/format';

export type Cell = string | number | boolean | null | undefined;
export interface Sheet {
  /** What the file is called, before the day. */
  name: string;
  /** Names of the columns: the register's own, the same in every language. */
  columns: string[];
  rows: Cell[][];
}

/** The text of a file with separated values, as spreadsheets read it. */
export function toCsv({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function field(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function toJson({ columns, rows }: Sheet): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
  return JSON.stringify(objects, null, 2);
}

/** Hands what is shown to the reader as a file. */
export function download(sheet: Sheet, format: 'csv' | 'json'): void {
  // The mark at the start tells spreadsheets that it is UTF-8.
  const text = format === 'csv' ? `\ufeff${toCsv(sheet)}` : toJson(sheet);
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${sheet.name}-${today()}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
