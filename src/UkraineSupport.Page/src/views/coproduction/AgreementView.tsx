import type { Agreement } from '../../api/types';
import { useAll, useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { figure, list, measure, percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { CapabilityLink, PartyLink, useCatalog } from '../../parts/catalog';
import { Facts, Part } from '../../parts/Facts';
import { Count, Day, Instant, Method, Quantity, Typed, Unknown } from '../../parts/Figures';
import { Headline, Headlines } from '../../parts/Headline';
import { ChainBadge, History } from '../../parts/History';
import { Shown } from '../../parts/States';
import { ended, euros, isDemo, openOf } from './agreements';
import { Approvals, Financing, Milestones } from './AgreementParts';
import { Bottlenecks } from './Bottlenecks';
import { Demands } from './Demands';
import { Price } from './Price';
import { Ramp } from './Ramp';

/** An agreement: its ramp, what holds it up and whose that is, its milestones, approvals, price and pledges. */
export default function AgreementView({ id }: { id: string }) {
  const agreement = useRead('/coproduction/agreements/{id}', { id });
  const ramp = useRead('/coproduction/agreements/{id}/ramp', { id });
  const history = useRead('/coproduction/agreements/{id}/history', { id }, { limit: 200 });
  const agreements = useAll('/coproduction/agreements');
  const catalog = useCatalog();
  return (
    <Shown reading={agreement} missing={<NoRecord />}>
      {(item) => (
        <>
          <Title
            of={item.terms.product}
            over={
              <>
                <Link to="coproduction">{t('coproduction.over')}</Link> · <PartyLink code={item.donor} />
              </>
            }
          >
            <Typed>{item.terms.product}</Typed>
          </Title>
          <p class="badges">
            <Status of="agreement" value={item.status} /> <DisclosureBadge level={item.disclosure} />{' '}
            {isDemo(item) && <EvidenceBadge level="demo" />} {history.data && <ChainBadge chain={history.data.chain} />}
          </p>
          {item.proposed && (
            <p class="notice">
              {t('coproduction.proposed')} <Typed>{item.proposed.reason}</Typed>
            </p>
          )}
          <InShort of={item} expected={ramp.data?.supply.lots.reduce((sum, { quantity }) => sum + quantity, 0)} />
          <Shown reading={ramp}>{(of) => <Ramp of={of} />}</Shown>
          {ramp.data && <Supply supply={ramp.data.supply} unit={item.unit} />}
          <Bottlenecks of={item} />
          <Demands agreements={agreements.data?.items ?? []} catalog={catalog} of={id} />
          <Milestones of={item} />
          <Approvals of={item} />
          <Financing of={item} />
          <Price of={item} />
          <Terms of={item} />
          <Pledges of={item} />
          <History reading={history} />
        </>
      )}
    </Shown>
  );
}

function InShort({ of, expected }: { of: Agreement; expected: number | undefined }) {
  const open = openOf(of);
  const quantity = (field: string, value: number | undefined) =>
    value === undefined ? <Unknown /> : <Quantity value={value} unit={of.unit} field={field} />;
  return (
    <Headlines>
      <Headline name={t('coproduction.accepted')} figure={quantity('accepted', of.output.accepted)}>
        {t('coproduction.madeMeaning', { made: figure(of.output.made), rejected: figure(of.output.rejected) })}
      </Headline>
      <Headline name={t('coproduction.toUkraine')} figure={quantity('toUkraine', of.output.toUkraine)}>
        {t('coproduction.shareMeaning', { share: percent(of.terms.recipientShare) })}
      </Headline>
      <Headline name={t('coproduction.expected')} figure={quantity('expected', ended(of) ? 0 : expected)}>
        {t('coproduction.expectedMeaning')}
      </Headline>
      <Headline
        name={t('coproduction.openBottlenecks')}
        figure={<Count of={open.length} field="bottlenecks" />}
      >
        {open.length > 0 &&
          t('coproduction.costMeaning', {
            quantity: measure(
              open.reduce((sum, { costsAMonth }) => sum + costsAMonth, 0),
              of.unit,
            ),
          })}
      </Headline>
    </Headlines>
  );
}

/** What is expected for Ukraine, and how it was reckoned. */
function Supply({
  supply,
  unit,
}: {
  supply: { method: string; share: number; discount: number; pledged: number };
  unit: string;
}) {
  return (
    <>
      <Facts
        of={[
          [t('coproduction.share'), percent(supply.share)],
          [t('coproduction.discount'), percent(supply.discount)],
          [t('coproduction.pledged'), <Quantity value={supply.pledged} unit={unit} field="pledged" />],
        ]}
      />
      <Method>{supply.method}</Method>
    </>
  );
}

function Terms({ of }: { of: Agreement }) {
  const catalog = useCatalog();
  const { terms } = of;
  const declared = terms.origins.reduce((sum, { percent: part }) => sum + part, 0);
  const origins = terms.origins.map(({ country, percent: part }) => `${partyName(country)} ${percent(part / 100)}`);
  if (terms.origins.length > 0 && declared < 100)
    origins.push(t('coproduction.undeclared', { part: percent(1 - declared / 100) }));
  return (
    <Part title={t('coproduction.terms')}>
      <Facts
        of={[
          [t('column.capability'), <CapabilityLink code={terms.capability} catalog={catalog} />],
          [t('coproduction.model'), t(`model.${terms.model}`)],
          [t('coproduction.vehicle'), t(`vehicle.${terms.vehicle}`)],
          [t('coproduction.financing'), <Quantity value={euros(of)} unit="EUR" />],
          [
            t('coproduction.contract'),
            <>
              <Day value={terms.contractFrom} /> – <Day value={terms.contractTo} />
            </>,
          ],
          [t('coproduction.minimum'), <Quantity value={terms.minimumYearly} unit={of.unit} />],
          [t('coproduction.origins'), origins.length > 0 && list(origins)],
          [
            t('coproduction.partners'),
            of.commercial &&
              of.commercial.partners.map(({ name, country, role }) => (
                <span key={name} class="line">
                  <Typed>{name}</Typed>, {partyName(country)} ({t(`partner.${role}`)})
                </span>
              )),
          ],
          [t('coproduction.filed'), <Instant value={of.filedAt} />],
          [t('coproduction.coSigned'), of.coSignedAt ? <Instant value={of.coSignedAt} /> : t('coproduction.notSigned')],
          [t('coproduction.endedOn'), of.endedAt && <Instant value={of.endedAt} />],
          [t('coproduction.notMade'), of.notMade > 0 && <Quantity value={of.notMade} unit={of.unit} />],
        ]}
      />
    </Part>
  );
}

/** The pledges that deliver what was made. */
function Pledges({ of }: { of: Agreement }) {
  const { data } = useAll('/pledges', { donor: of.donor });
  const own = (data?.items ?? []).filter(({ agreement }) => agreement === of.id);
  return (
    <Part title={t('coproduction.pledges')}>
      {own.length === 0 ? (
        <p>{t('coproduction.noPledges')}</p>
      ) : (
        <ul class="plain">
          {own.map(({ id, title, status }) => (
            <li key={id}>
              <Link to={`pledges/${id}`}>
                <Typed>{title}</Typed>
              </Link>{' '}
              <Status of="pledge" value={status} />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
