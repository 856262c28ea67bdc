import type { Balance } from '../../api/types';
import { useRead } from '../../api/useRead';
import { Link, type Query } from '../../app/routing';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { PartyLink } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Figure, Unknown } from '../../parts/Figures';
import { Shown } from '../../parts/States';
import { Table } from '../../parts/Table';

/** The same view without a nation. */
export const WithoutLink = ({ nation }: { nation: string }) => (
  <Link to="coalition" query={{ without: nation }}>
    {partyName(nation)}
  </Link>
);

/** Nations by what falls when each one leaves, and how much of the force each is. */
export function Dependence({ balance }: { balance: Balance }) {
  const dependence = useRead('/coalition/dependence');
  const shares = new Map(balance.dependence.filter(({ domain }) => !domain).map((of) => [of.nation, of]));
  const above = balance.dependence.filter(({ aboveCeiling }) => aboveCeiling);
  return (
    <Part title={t('coalition.dependenceTitle')} lead={t('coalition.dependenceLead')}>
      {above.length > 0 && (
        <ul data-list="ceiling">
          {above.map(({ domain, nation, share }) => (
            <li key={`${domain}/${nation}`}>
              <PartyLink code={nation} />:{' '}
              {t('coalition.aboveCeiling', {
                share: percent(share),
                domain: domain ? t(`domain.${domain}`) : t('coalition.wholeForce'),
              })}
            </li>
          ))}
        </ul>
      )}
      <Shown reading={dependence}>
        {({ nations }) => (
          <Table
            name="dependence"
            caption={t('coalition.dependenceTitle')}
            rows={nations}
            rowKey={({ nation }) => nation}
            columns={[
              {
                id: 'nation',
                name: t('coalition.withoutNation'),
                main: true,
                value: ({ nation }) => partyName(nation),
                file: ({ nation }) => nation,
                cell: ({ nation }) => <WithoutLink nation={nation} />,
              },
              {
                id: 'fallenCritical',
                name: t('coalition.fallenCritical'),
                file: ({ fallenCritical }) => fallenCritical.join(' '),
                cell: ({ fallenCritical }) => <Serials of={fallenCritical} />,
              },
              {
                id: 'fallen',
                name: t('coalition.fallenOther'),
                file: ({ fallen }) => fallen.join(' '),
                cell: ({ fallen, fallenCritical }) => (
                  <Serials of={fallen.filter((serial) => !fallenCritical.includes(serial))} />
                ),
              },
              {
                id: 'lost',
                name: t('coalition.lost'),
                hint: t('coalition.lostHint'),
                numeric: true,
                value: ({ lost }) => lost,
                cell: ({ lost }) => <Figure value={lost} unit="persons" field="lost" />,
              },
              {
                id: 'share',
                name: t('coalition.share'),
                hint: t('coalition.shareHint'),
                numeric: true,
                value: ({ nation }) => shares.get(nation)?.share ?? 0,
                cell: ({ nation }) => (shares.has(nation) ? percent(shares.get(nation)!.share) : <Unknown />),
              },
            ]}
          />
        )}
      </Shown>
    </Part>
  );
}

const Serials = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? (
    <Unknown />
  ) : (
    <>
      {of.map((serial, at) => (
        <span key={serial}>
          {at > 0 && ', '}
          <Link to={`coalition/serials/${serial}`}>{serial}</Link>
        </span>
      ))}
    </>
  );

/** Who leads: the roles of headquarters, whose turn it is, and who fills them. */
export function Headquarters({ balance, query }: { balance: Balance; query: Query }) {
  if (balance.headquarters.length === 0) return null;
  return (
    <Part title={t('coalition.headquarters')}>
      <Table
        name="headquarters"
        caption={t('coalition.headquarters')}
        rows={balance.headquarters}
        rowKey={({ serial }) => serial}
        columns={[
          {
            id: 'role',
            name: t('coalition.role'),
            main: true,
            file: ({ role }) => role,
            cell: ({ serial, role, headquarters }) => (
              <>
                <Link to={`coalition/serials/${serial}`} query={query}>
                  {role ? t(`coalition.role.${role}`) : serial}
                </Link>
                <small>{headquarters}</small>
              </>
            ),
          },
          {
            id: 'turn',
            name: t('coalition.turn'),
            file: ({ turn }) => turn,
            cell: ({ turn }) => (turn ? <PartyLink code={turn} /> : <Unknown />),
          },
          {
            id: 'filledBy',
            name: t('coalition.filledBy'),
            file: ({ filledBy }) => filledBy.join(' '),
            cell: ({ filledBy }) =>
              filledBy.length === 0 ? <Unknown /> : filledBy.map((nation) => partyName(nation)).join(', '),
          },
          {
            id: 'filled',
            name: t('column.status'),
            file: ({ filled }) => filled,
            cell: ({ filled }) => <Filled filled={filled} />,
          },
        ]}
      />
    </Part>
  );
}

export const Filled = ({ filled }: { filled: boolean }) => (
  <span class={`badge status ${filled ? 'good' : 'bad'}`}>
    {t(filled ? 'coalition.filled' : 'coalition.notFilled')}
  </span>
);

type Sum = Balance['sums'][number];

/** Phase by phase and domain by domain, in persons. */
export function Sums({ balance, phases }: { balance: Balance; phases: readonly { id: string; title: string }[] }) {
  const title = (sum: Sum) =>
    sum.domain
      ? t(`domain.${sum.domain}`)
      : sum.phase
        ? (phases.find(({ id }) => id === sum.phase)?.title ?? sum.phase)
        : t('coalition.all');
  const amount = (id: 'required' | 'offered' | 'accepted' | 'ready' | 'usable' | 'missing' | 'doubleHatted') => ({
    id,
    name: t(`coalition.sum.${id}`),
    numeric: true,
    value: (sum: Sum) => sum[id],
    cell: (sum: Sum) => <Figure value={sum[id]} unit="persons" field={id} />,
  });
  return (
    <Part title={t('coalition.sums')} lead={t('coalition.sumsLead')}>
      <Table
        name="force-sums"
        caption={t('coalition.sums')}
        rows={balance.sums}
        rowKey={({ phase, domain }) => `${phase ?? ''}/${domain ?? ''}`}
        columns={[
          { id: 'of', name: t('coalition.partOf'), main: true, value: title, file: (sum) => sum.domain ?? sum.phase },
          amount('required'),
          amount('offered'),
          amount('accepted'),
          amount('ready'),
          amount('usable'),
          amount('missing'),
          amount('doubleHatted'),
        ]}
      />
    </Part>
  );
}
