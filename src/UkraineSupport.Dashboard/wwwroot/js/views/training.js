import { h, render } from '../dom.js';
import { measure, month as monthOf, quantity } from '../format.js';
import { party } from './bits.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

/** Shows what comes of training: by donor, and by month against what is needed, of what the reader may see. */
export function showTraining({ training, catalog }) {
  const name = (code) => catalog.get(code)?.name ?? code;
  if (training.donors.length === 0) {
    render(at('training-list'), empty('No intakes yet.', 'Places that donors put into intakes appear here.'));
  } else {
    render(at('training-list'), table({
      caption: 'Training by donor', columns: byDonor(name), rows: training.donors, key: (row) => `${row.of}-${row.donor}`, kind: 'training',
    }));
  }
  render(at('training-months'), training.months.length > 0 && table({
    caption: 'Persons trained by month, against what is needed in it', columns: byMonth(name), rows: training.months,
    key: (row) => `${row.month}-${row.capability}`, kind: 'training-months',
  }));
}

const inPercent = (part) => `${Math.round(part * 1000) / 10} %`;

const figure = (field, value, text = quantity(value)) => h('span', { 'data-field': field, 'data-value': value }, text);

const byDonor = (name) => [
  { name: 'Donor', main: true, cell: ({ donor, of }) => [party(donor), h('small', {}, name(of))] },
  { name: 'Places', title: 'In intakes, offered, taken', numeric: true, cell: ({ sums }) => h('div', {},
    figure('allocated', sums.allocated), ' ≥ ', figure('offered', sums.offered), ' ≥ ', figure('taken', sums.taken),
    h('small', {}, 'in intakes, offered, taken')) },
  { name: 'Empty', numeric: true, cell: ({ sums, emptyPart }) => (emptyPart === null ? '–' : h('div', {},
    figure('empty', sums.empty), h('small', {}, `${inPercent(emptyPart)}, ${measure(sums.emptyEur, 'EUR')}`))) },
  { name: 'Persons', title: 'Nominated, enrolled, completed, confirmed', numeric: true, cell: ({ sums }) => h('div', {},
    figure('nominated', sums.nominated), ' ≥ ', figure('enrolled', sums.enrolled), ' ≥ ', figure('completed', sums.completed), ' ≥ ', figure('confirmed', sums.confirmed),
    h('small', {}, 'nominated, enrolled, completed, confirmed')) },
  { name: 'Completion', numeric: true, cell: ({ completionRate }) => (completionRate === null ? '–' : inPercent(completionRate)) },
];

const byMonth = (name) => [
  { name: 'Month', main: true, cell: ({ month, capability }) => [h('span', {}, monthOf(month)), h('small', {}, name(capability))] },
  { name: 'Expected', numeric: true, cell: ({ expected }) => figure('expected', expected) },
  { name: 'Confirmed', numeric: true, cell: ({ confirmed }) => figure('confirmed', confirmed) },
  { name: 'Needed', numeric: true, cell: ({ needed }) => figure('needed', needed) },
];
