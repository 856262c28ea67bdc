import type { Intake } from '../../api/types';
import { useRead } from '../../api/useRead';
import { Link } from '../../app/routing';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { PartyLink } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Quantity, Typed } from '../../parts/Figures';
import { Table } from '../../parts/Table';

/** Whose places they are: the lines of pledges that give them. */
export function Shares({ intake }: { intake: Intake }) {
  if (intake.shares.length === 0) return null;
  return (
    <Part title={t('training.shares')}>
      <Table
        name="shares"
        caption={t('training.shares')}
        rows={intake.shares}
        rowKey={({ pledge, line }) => `${pledge}/${line}`}
        columns={[
          {
            id: 'pledge',
            name: t('column.pledge'),
            main: true,
            value: ({ donor }) => partyName(donor),
            file: ({ pledge }) => pledge,
            cell: ({ pledge, donor }) => (
              <Link to={`pledges/${pledge}`}>{t('allocated.pledgeOf', { donor: partyName(donor) })}</Link>
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
            id: 'expected',
            name: t('training.expected'),
            hint: t('training.expectedHint'),
            numeric: true,
            value: ({ expected }) => expected,
            cell: ({ expected }) => <Quantity value={expected} unit="persons" field="expected" />,
          },
        ]}
      />
    </Part>
  );
}

/** The requirements and gaps that count on it, as its pledges say. */
export function Needs({ intake }: { intake: Intake }) {
  const pledges = [...new Set(intake.shares.map(({ pledge }) => pledge))];
  if (pledges.length === 0) return null;
  return (
    <Part title={t('training.needs')} lead={t('training.needsLead')}>
      <ul class="plain">
        {pledges.map((pledge) => (
          <NeedsOf key={pledge} pledge={pledge} intake={intake.id} />
        ))}
      </ul>
    </Part>
  );
}

function NeedsOf({ pledge, intake }: { pledge: string; intake: string }) {
  const { data } = useRead('/pledges/{id}', { id: pledge });
  if (!data) return null;
  const own = data.allocations.filter((of) => of.intake === intake && of.status !== 'Released');
  if (own.length === 0) return <li>{t('training.noNeed')}</li>;
  return (
    <>
      {own.map((of) => (
        <li key={of.id}>
          {of.gap ? (
            <Link to={`gaps/${of.gap}`}>{t('gap.over')}</Link>
          ) : (
            of.requirement && <Link to={`requirements/${of.requirement}`}>{t('requirement.over')}</Link>
          )}
          : <Quantity value={of.credit} unit="persons" field="credit" />
        </li>
      ))}
    </>
  );
}

/** Instructors, interpreters and kit of others: they are no places. */
export function Contributions({ intake }: { intake: Intake }) {
  if (intake.contributions.length === 0) return null;
  return (
    <Part title={t('training.contributions')}>
      <ul>
        {intake.contributions.map(({ donor, kind, quantity, text }) => (
          <li key={donor + kind}>
            <PartyLink code={donor} />: {t(`contribution.${kind}`, { n: quantity })} <Typed>{text}</Typed>
          </li>
        ))}
      </ul>
    </Part>
  );
}
