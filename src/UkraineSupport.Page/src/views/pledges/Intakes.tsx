import type { Pledge } from '../../api/types';
import { Link } from '../../app/routing';
import { t } from '../../i18n/language';
import { Part } from '../../parts/Facts';
import { Day, Quantity } from '../../parts/Figures';
import { Table } from '../../parts/Table';

/** The intakes that its places are in: places, and the persons that they count for, are two ledgers. */
export function Intakes({ pledge }: { pledge: Pledge }) {
  if (pledge.intakes.length === 0) return null;
  return (
    <Part title={t('training.intakes')} lead={t('training.apart')}>
      <Table
        name="intakes"
        caption={t('training.intakes')}
        rows={pledge.intakes}
        rowKey={({ intake, line }) => `${intake}/${line}`}
        sort="end"
        columns={[
          {
            id: 'intake',
            name: t('training.intake'),
            main: true,
            file: ({ intake }) => intake,
            cell: ({ intake, line }) => (
              <Link to={`training/${intake}`}>{t('training.intakeOfLine', { n: line })}</Link>
            ),
          },
          {
            id: 'places',
            name: t('training.places'),
            numeric: true,
            value: ({ places }) => places,
            cell: ({ places }) => <Quantity value={places} unit="places" field="places" />,
          },
          {
            id: 'persons',
            name: t('training.expected'),
            hint: t('training.expectedHint'),
            numeric: true,
            value: ({ persons }) => persons,
            cell: ({ persons }) => <Quantity value={persons} unit="persons" field="persons" />,
          },
          { id: 'end', name: t('training.end'), value: ({ end }) => end, cell: ({ end }) => <Day value={end} /> },
        ]}
      />
    </Part>
  );
}
