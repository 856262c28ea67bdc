import type { ForceUnit, SerialLine } from '../../api/types';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { DisclosureBadge, Status } from '../../parts/Badges';
import { PartyLink } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Day, Quantity, Register, Typed, Unknown } from '../../parts/Figures';
import { type Column, Table } from '../../parts/Table';
import { unitOf } from './force';

interface Props {
  line: SerialLine;
  units: Map<string, ForceUnit>;
}

const Element = ({ unit }: { unit: ForceUnit | undefined }) =>
  unit ? (
    <small>
      <Typed>{unit.forceElement}</Typed> <DisclosureBadge level={unit.disclosure} />
    </small>
  ) : null;

/** Whose unit it is, and how much of what the serial asks for it brings. */
const whoAndHowMuch = <R extends { nation: string; unit: string; amount: number }>(
  line: SerialLine,
  units: Props['units'],
): Column<R>[] => [
  {
    id: 'nation',
    name: t('coalition.nation'),
    main: true,
    value: ({ nation }) => partyName(nation),
    file: ({ nation }) => nation,
    cell: ({ nation, unit }) => (
      <>
        <PartyLink code={nation} />
        <Element unit={units.get(unit)} />
      </>
    ),
  },
  {
    id: 'amount',
    name: t('column.quantity'),
    numeric: true,
    value: ({ amount }) => amount,
    cell: ({ amount }) => <Quantity value={amount} unit={unitOf(line.serial)} field="amount" />,
  },
];

/** Which units hold it, from when to when, under which mandate and with which caveats, and why these. */
export function Contributions({ line, units }: Props) {
  return (
    <Part title={t('coalition.holds')} lead={t('coalition.holdsLead')}>
      {line.contributions.length === 0 ? (
        <p>{t('coalition.nobody')}</p>
      ) : (
        <Table
          name="contributions"
          caption={t('coalition.holds')}
          rows={line.contributions}
          rowKey={({ unit }) => unit}
          columns={[
            ...whoAndHowMuch(line, units),
            {
              id: 'from',
              name: t('coalition.holdsFrom'),
              value: ({ days }) => days.from,
              cell: ({ days }) => (
                <>
                  <Day value={days.from} /> – <Day value={days.to} />
                </>
              ),
            },
            {
              id: 'mandate',
              name: t('coalition.mandate'),
              value: ({ mandate }) => t(`mandate.${mandate.status}`),
              file: ({ mandate }) => mandate.status,
              cell: ({ mandate }) => (
                <>
                  {t(`mandate.${mandate.status}`)}
                  {mandate.until && (
                    <small>
                      {t('coalition.until')} <Day value={mandate.until} />
                    </small>
                  )}
                </>
              ),
            },
            {
              id: 'caveats',
              name: t('pledge.caveats'),
              file: ({ caveats }) => caveats.map(({ text }) => text).join(' '),
              cell: ({ caveats }) =>
                caveats.length === 0 ? (
                  <Unknown />
                ) : (
                  caveats.map((caveat) => (
                    <span key={caveat.text} class="line">
                      <Typed>{caveat.text}</Typed> {caveat.blocking && <strong>{t('pledge.blocking')}</strong>}
                    </span>
                  ))
                ),
            },
            {
              id: 'why',
              name: t('plan.whyOpen'),
              file: ({ reasons }) => reasons.join(' '),
              cell: ({ reasons }) => reasons.map((why) => <Register key={why}>{why} </Register>),
            },
            {
              id: 'status',
              name: t('column.status'),
              value: ({ status }) => t(`status.force.${status}`),
              file: ({ status }) => status,
              cell: ({ status }) => <Status of="force" value={status} />,
            },
          ]}
        />
      )}
    </Part>
  );
}

/** Who else offered something for it, and what keeps each out; a reserve is kept out by nothing but better ones. */
export function NotUsable({ line, units }: Props) {
  if (line.notUsable.length === 0) return null;
  return (
    <Part title={t('coalition.keptOut')}>
      <Table
        name="not-usable"
        caption={t('coalition.keptOut')}
        rows={line.notUsable}
        rowKey={({ unit }) => unit}
        columns={[
          ...whoAndHowMuch(line, units),
          {
            id: 'obstacle',
            name: t('coalition.obstacle'),
            file: ({ why, isReserve }) => (isReserve ? 'reserve' : why.map(({ obstacle }) => obstacle).join(' ')),
            cell: ({ why, isReserve }) => (
              <>
                {isReserve && <span class="badge good">{t('coalition.reserve')}</span>}
                {why.map((of) => (
                  <span key={of.obstacle + of.why} class="line">
                    <strong>{t(`obstacle.${of.obstacle}`)}</strong>{' '}
                    <small>
                      <Register>{of.why}</Register>
                    </small>
                  </span>
                ))}
              </>
            ),
          },
        ]}
      />
    </Part>
  );
}
