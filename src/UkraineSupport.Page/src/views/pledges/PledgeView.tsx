import type { Pledge } from '../../api/types';
import { useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Title } from '../../app/Title';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { DisclosureBadge, EvidenceBadge, SourceOf, Status } from '../../parts/Badges';
import { nameOf, PartyLink, useCatalog } from '../../parts/catalog';
import { Facts, Part } from '../../parts/Facts';
import { Day, Instant, Typed } from '../../parts/Figures';
import { ChainBadge, History } from '../../parts/History';
import { Shown } from '../../parts/States';
import { Link } from '../../app/routing';
import { Actions } from '../../forms/Actions';
import { onPledge } from '../../forms/where';
import { Intakes } from './Intakes';
import { PledgeLines } from './PledgeLines';
import { Allocations, Purchases, Tranches } from './PledgeParts';

/** A pledge with its whole story: lines, tranches, allocations, source, and a history that cannot be changed unseen. */
export default function PledgeView({ id }: { id: string }) {
  const pledge = useRead('/pledges/{id}', { id });
  const history = useRead('/pledges/{id}/history', { id }, { limit: 200 });
  return (
    <Shown reading={pledge} missing={<NoRecord />}>
      {(item) => (
        <>
          <Title
            of={item.title}
            over={
              <>
                <PartyLink code={item.donor} /> · {t(`kind.${item.kind}`)}
              </>
            }
          >
            <Typed>{item.title}</Typed>
          </Title>
          <p class="badges">
            <Status of="pledge" value={item.status} /> <DisclosureBadge level={item.disclosure} />{' '}
            {item.evidence && <EvidenceBadge level={item.evidence.level} />}{' '}
            {history.data && <ChainBadge chain={history.data.chain} />}
          </p>
          <Actions of={onPledge} record={item} at={{ id }} />
          <PledgeLines lines={item.lines} />
          <About pledge={item} />
          <Terms pledge={item} />
          <Allocations pledge={item} />
          <Tranches pledge={item} />
          <Intakes pledge={item} />
          <Purchases pledge={item} />
          <History reading={history} />
        </>
      )}
    </Shown>
  );
}

function About({ pledge }: { pledge: Pledge }) {
  const { commitment } = pledge;
  return (
    <Facts
      of={[
        [t('pledge.source'), <SourceOf evidence={pledge.evidence} />],
        [t('pledge.announcedOn'), <Day value={pledge.announcedOn} />],
        [t('pledge.entered'), <Instant value={pledge.announcedAt} />],
        [t('pledge.validUntil'), <Instant value={pledge.validUntil} />],
        [t('pledge.modality'), t(`modality.${pledge.modality}`)],
        [t('pledge.deliveredBy'), pledge.deliveredBy !== pledge.donor && partyName(pledge.deliveredBy)],
        [
          t('pledge.commitment'),
          commitment && (
            <>
              <Typed>{`${commitment.instrument}, ${commitment.legalReference}`}</Typed>, {t('pledge.signedOn')}{' '}
              <Day value={commitment.signedOn} />
            </>
          ),
        ],
        [
          t('pledge.agreement'),
          pledge.agreement?.startsWith('agreement-') ? (
            <Link to={`coproduction/${pledge.agreement}`}>{t('coproduction.over')}</Link>
          ) : (
            pledge.agreement
          ),
        ],
        [
          t('pledge.parent'),
          pledge.parentPledge && <Link to={`pledges/${pledge.parentPledge}`}>{t('pledge.parentLink')}</Link>,
        ],
        [t('pledge.answers'), pledge.gap && <Link to={`gaps/${pledge.gap}`}>{t('gap.over')}</Link>],
        [t('pledge.madeBy'), makers(pledge)],
      ]}
    />
  );
}

const makers = ({ lines }: Pledge) =>
  [...new Set(lines.flatMap(({ madeBy }) => (madeBy ? [partyName(madeBy)] : [])))].join(', ');

function Terms({ pledge }: { pledge: Pledge }) {
  const catalog = useCatalog();
  if (pledge.conditions.length === 0 && pledge.caveats.length === 0) return null;
  const name = (code: string | null) => (code ? nameOf(code, catalog) : '');
  return (
    <div class="columns">
      {pledge.conditions.length > 0 && (
        <Part title={t('pledge.conditions')}>
          {pledge.conditionsFailed && <p class="late">{t('pledge.conditionsFailed')}</p>}
          <ul>
            {pledge.conditions.map((condition) => (
              <li key={condition.text}>
                <Typed>{condition.text}</Typed>
                {condition.othersReach !== null &&
                  ` ${t('pledge.othersReach', { n: condition.othersReach, capability: name(condition.capability) })}`}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {pledge.caveats.length > 0 && (
        <Part title={t('pledge.caveats')}>
          <ul>
            {pledge.caveats.map((caveat) => (
              <li key={caveat.text}>
                <Typed>{caveat.text}</Typed> {caveat.blocking && <strong>{t('pledge.blocking')}</strong>}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}
