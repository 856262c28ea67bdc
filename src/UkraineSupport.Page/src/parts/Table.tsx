import {
  type CellData,
  constructTable,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { usePlace } from '../app/routing';
import { figure } from '../i18n/format';
import { language, t } from '../i18n/language';
import { type Cell, download, type Sheet } from './download';

export interface Column<T> {
  id: string;
  name: string;
  hint?: string;
  numeric?: boolean;
  /** Holds a bar: takes the room there is. */
  wide?: boolean;
  /** The cell that names its row. */
  main?: boolean;
  /** What it is sorted by; a column without it cannot be. */
  value?: (row: T) => string | number;
  /** What is shown; the value itself where it is left out. */
  cell?: (row: T) => ComponentChildren;
  /** What the file holds of it, where that is not what it is sorted by. */
  file?: (row: T) => Cell;
}

/** What the file holds: a table's rows, or several of each. */
interface FileOf<T, R> {
  rows: (shown: T[]) => R[];
  columns: Record<string, (row: R) => Cell>;
}

interface Props<T, R> {
  /** Of the file, and of the sort order in the address. */
  name: string;
  caption: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  columns: Column<T>[];
  /** By which column it is sorted at first; with a minus, from high to low. As the rows come when it is left out. */
  sort?: string;
  /** Whether there is more than these rows. */
  cut?: boolean | undefined;
  sheet?: FileOf<T, R>;
}

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

const narrow = matchMedia('screen and (max-width: 46rem)');
const pageSize = () => (narrow.matches ? 10 : 50);

/** A table that can be sorted, paged and taken away. On a narrow screen its rows are cards. */
export function Table<T extends object, R = T>(props: Props<T, R>) {
  const { name, rows, columns } = props;
  const { sort, setSort } = useSort(name, props.sort, columns);
  const [page, setPage] = useState(0);
  useEffect(() => setPage(0), [sort, rows.length]);
  const model = useMemo(() => modelOf(props), [rows, language()]);
  const all = useMemo(() => sorted(model, sort), [model, sort]);
  const shown = all.slice(page * pageSize(), (page + 1) * pageSize());

  return (
    <div class="table">
      <SortChoice columns={columns} sort={sort} setSort={setSort} />
      <table class="rows" data-table={name}>
        <caption class="unseen">{props.caption}</caption>
        <Head columns={columns} sort={sort} setSort={setSort} />
        <tbody>
          {shown.map((row) => (
            <Row key={props.rowKey(row)} id={props.rowKey(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {props.cut && <p class="hint">{t('table.cut')}</p>}
      <div class="table-foot">
        <Pages of={rows.length} page={page} pages={Math.ceil(rows.length / pageSize())} setPage={setPage} />
        <Downloads caption={props.caption} sheet={() => sheetOf(props, all)} />
      </div>
    </div>
  );
}

/** A row of the model, which keeps what its columns are sorted by. */
interface Valued {
  getValue(column: string): unknown;
}

function modelOf<T extends object, R>({ rows, rowKey, columns }: Props<T, R>) {
  const inOrder = comparer();
  return constructTable({
    features,
    data: rows as T[],
    getRowId: rowKey,
    columns: columns.map(({ id, value }) => ({
      id,
      accessorFn: (row: T) => (value ? value(row) : '') as CellData,
      sortFn: (a: Valued, b: Valued, column: string) => inOrder(a.getValue(column), b.getValue(column)),
    })),
  });
}

function sorted<T extends object>(model: ReturnType<typeof modelOf<T, unknown>>, sort: string): T[] {
  model.setSorting(sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []);
  return model.getRowModel().rows.map((row) => row.original);
}

function comparer() {
  const { compare } = new Intl.Collator(language());
  return (a: unknown, b: unknown): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
}

/** The sort order stands in the address too. */
function useSort<T>(name: string, first: string | undefined, columns: Column<T>[]) {
  const { query, setQuery } = usePlace();
  const key = `sort.${name}`;
  const asked = query.get(key) ?? '';
  const known = columns.some(({ id, value }) => value && id === asked.replace(/^-/, ''));
  const setSort = (sort: string) => {
    const next = new URLSearchParams(query);
    next.set(key, sort);
    setQuery(next, true);
  };
  return { sort: known ? asked : (first ?? ''), setSort };
}

interface HeadProps<T> {
  columns: Column<T>[];
  sort: string;
  setSort: (sort: string) => void;
}

function Head<T>({ columns, sort, setSort }: HeadProps<T>) {
  return (
    <thead>
      <tr>
        {columns.map(({ id, name, hint, numeric, value }) => {
          const direction = sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : undefined;
          return (
            <th key={id} scope="col" class={numeric ? 'number' : ''} title={hint} aria-sort={direction}>
              {value ? (
                <button type="button" class="sort" onClick={() => setSort(nextSort(id, direction, numeric))}>
                  {name} <i aria-hidden="true">{direction === 'ascending' ? '▲' : direction ? '▼' : '↕'}</i>
                </button>
              ) : (
                name
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Figures from high to low first, words and days from the beginning. */
function nextSort(id: string, now: 'ascending' | 'descending' | undefined, numeric = false): string {
  if (!now) return numeric ? `-${id}` : id;
  return now === 'ascending' ? `-${id}` : id;
}

/** Where rows are cards there is no head to sort by. */
function SortChoice<T>({ columns, sort, setSort }: HeadProps<T>) {
  const sortable = columns.filter(({ value }) => value);
  if (sortable.length === 0) return null;
  return (
    <label class="sort-narrow">
      {t('table.sortBy')}
      <select value={sort} onChange={(event) => setSort(event.currentTarget.value)}>
        {!sort && <option value="" />}
        {sortable.flatMap(({ id, name }) => [
          <option key={id} value={id}>
            {t('table.ascending', { column: name })}
          </option>,
          <option key={`-${id}`} value={`-${id}`}>
            {t('table.descending', { column: name })}
          </option>,
        ])}
      </select>
    </label>
  );
}

function Row<T>({ id, row, columns }: { id: string; row: T; columns: Column<T>[] }) {
  return (
    <tr data-key={id}>
      {columns.map((column) => {
        const kind = [column.numeric && 'number', column.wide && 'wide'].filter(Boolean).join(' ');
        const content = column.cell ? column.cell(row) : column.value?.(row);
        return column.main ? (
          <th key={column.id} scope="row" class={kind}>
            {content}
          </th>
        ) : (
          <td key={column.id} class={kind} data-label={column.name}>
            <div>{content}</div>
          </td>
        );
      })}
    </tr>
  );
}

interface PagesProps {
  of: number;
  page: number;
  pages: number;
  setPage: (page: number) => void;
}

function Pages({ of, page, pages, setPage }: PagesProps) {
  if (pages <= 1) return <span>{t('table.rows', { count: of, n: figure(of) })}</span>;
  const from = page * pageSize();
  const values = { from: figure(from + 1), to: figure(Math.min(of, from + pageSize())), total: figure(of) };
  return (
    <div class="pages">
      <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
        {t('table.previous')}
      </button>
      <span aria-live="polite">{t('table.shown', values)}</span>
      <button type="button" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
        {t('table.next')}
      </button>
    </div>
  );
}

function Downloads({ caption, sheet }: { caption: string; sheet: () => Sheet }) {
  return (
    <div class="downloads">
      <span>{t('table.download')}</span>
      {(['csv', 'json'] as const).map((format) => (
        <button
          key={format}
          type="button"
          data-download={format}
          aria-label={t('table.downloadName', { table: caption, format: t(`table.${format}`) })}
          onClick={() => download(sheet(), format)}
        >
          {t(`table.${format}`)}
        </button>
      ))}
    </div>
  );
}

/** What is shown, in its order: all pages of it. */
function sheetOf<T extends object, R>({ name, columns, sheet }: Props<T, R>, rows: T[]): Sheet {
  if (!sheet) {
    const kept = columns.filter(({ value, file }) => value ?? file);
    const cells = kept.map(({ value, file }) => (file ?? value)!);
    return { name, columns: kept.map(({ id }) => id), rows: rows.map((row) => cells.map((cell) => cell(row))) };
  }
  const of = Object.values(sheet.columns);
  return {
    name,
    columns: Object.keys(sheet.columns),
    rows: sheet.rows(rows).map((row) => of.map((cell) => cell(row))),
  };
}
