import { h } from '../dom.js';

/**
 * A table whose rows become cards on a narrow screen. Roles are written out, since a browser drops the table's own
 * when its style is no longer that of a table.
 * @param columns [{ name, title?, numeric?, cell(row), main? }]: `main` is the row's header cell
 */
export function table({ caption, columns, rows, key, kind = '' }) {
  const head = columns.map((column) => h('th', {
    scope: 'col', role: 'columnheader', title: column.title, class: column.numeric ? 'number' : null,
  }, column.name));
  const body = rows.map((row) => h('tr', { role: 'row', 'data-key': key(row) }, columns.map((column) => h(
    column.main ? 'th' : 'td',
    {
      scope: column.main ? 'row' : null,
      role: column.main ? 'rowheader' : 'cell',
      class: [column.numeric && 'number', column.wide && 'wide-cell'].filter(Boolean).join(' ') || null,
      'data-label': column.name,
    },
    column.cell(row),
  ))));
  return h('table', { role: 'table', class: kind },
    h('caption', { class: 'unseen' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, head)),
    h('tbody', { role: 'rowgroup' }, body));
}

/** What stands where a list would, when there is nothing to list. */
export function empty(title, hint, action) {
  return h('div', { class: 'empty' }, h('p', {}, h('strong', {}, title)), hint && h('p', {}, hint), action);
}
