import type { Agreement } from '../../api/types';
import { useAll } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Title } from '../../app/Title';
import { figure, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { CapabilityChoice, useCatalog } from '../../parts/catalog';
import { Count, Quantity } from '../../parts/Figures';
import { Choice, Filters } from '../../parts/Filters';
import { Headline, Headlines } from '../../parts/Headline';
import { Empty, Shown } from '../../parts/States';
import { agreementStatuses, bottleneckKinds } from '../../parts/words';
import { AgreementTable } from './AgreementTable';
import { ended, euros, nextOf, openOf } from './agreements';
import { Demands } from './Demands';

/** Agreements to produce together: how far each is, what holds it up, and what several of them compete for. */
export default function AgreementList() {
  const catalog = useCatalog();
  const agreements = useAll('/coproduction/agreements');
  const all = agreements.data?.items ?? [];
  const loaded = agreements.data !== undefined;
  const donors = [...new Set(all.map(({ donor }) => donor))];
  const codes = [...new Set(all.map(({ terms }) => terms.capability))];
  const filters = useFilters({
    donor: { known: donors, loaded },
    capability: { known: codes, loaded },
    status: { known: agreementStatuses },
    bottleneck: { known: bottleneckKinds },
  });
  const { donor, capability, status, bottleneck } = filters.values;
  const wanted = (agreement: Agreement) =>
    (!donor || agreement.donor === donor) &&
    (!capability || agreement.terms.capability === capability) &&
    (!status || agreement.status === status) &&
    (!bottleneck || openOf(agreement).some(({ kind }) => kind === bottleneck));

  return (
    <>
      <Title>{t('coproduction.title')}</Title>
      <p class="lead">{t('coproduction.lead')}</p>
      <Filters of={filters}>
        <Choice
          name="donor"
          filters={filters}
          label={t('filter.donor')}
          all={t('filter.allDonors')}
          options={donors.map((code) => [code, partyName(code)])}
        />
        <CapabilityChoice filters={filters} catalog={catalog} codes={codes} />
        <Choice
          name="status"
          filters={filters}
          label={t('filter.status')}
          all={t('filter.allStatuses')}
          options={agreementStatuses.map((value) => [value, t(`status.agreement.${value}`)])}
        />
        <Choice
          name="bottleneck"
          filters={filters}
          label={t('coproduction.bottleneck')}
          all={t('coproduction.anyBottleneck')}
          options={bottleneckKinds.map((value) => [value, t(`bottleneck.${value}`)])}
        />
      </Filters>
      <Shown reading={agreements}>
        {({ items, cut }) => {
          const rows = items.filter(wanted);
          if (rows.length === 0)
            return (
              <Empty title={filters.any ? t('coproduction.noMatch') : t('coproduction.none')}>
                {filters.any ? t('filter.fewer') : t('coproduction.noneHint')}
              </Empty>
            );
          return (
            <>
              <InShort of={rows} />
              <AgreementTable rows={rows} cut={cut} catalog={catalog} />
              <Demands agreements={items} catalog={catalog} />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function InShort({ of }: { of: Agreement[] }) {
  const running = of.filter((agreement) => !ended(agreement));
  const bottlenecks = running.flatMap(openOf);
  const nobodys = bottlenecks.filter(({ assigned }) => !assigned).length;
  const late = running.filter((agreement) => (nextOf(agreement)?.due ?? '9') < today()).length;
  return (
    <Headlines>
      <Headline name={t('coproduction.agreements')} figure={<Count of={of.length} field="agreements" />}>
        {t('coproduction.inSeries', {
          n: figure(of.filter(({ status }) => status === 'SerialProduction').length),
        })}
      </Headline>
      <Headline
        name={t('coproduction.financing')}
        figure={<Quantity value={of.reduce((sum, one) => sum + euros(one), 0)} unit="EUR" field="financing" />}
      >
        {t('coproduction.financingMeaning')}
      </Headline>
      <Headline name={t('coproduction.openBottlenecks')} figure={<Count of={bottlenecks.length} field="bottlenecks" />}>
        {t('coproduction.nobodys', { n: figure(nobodys) })}
      </Headline>
      <Headline name={t('coproduction.lateMilestones')} figure={<Count of={late} field="late" />}>
        {t('coproduction.lateMeaning')}
      </Headline>
    </Headlines>
  );
}
