import type { PledgeLine } from '../../api/types';
import { day, exact, money, unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Legend } from '../../parts/Bar';
import { CapabilityLink, useCatalog } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Figure } from '../../parts/Figures';
import { LedgerBar, segmentsOf } from '../../parts/LedgerBar';
import { chain } from '../../parts/ledgers';

/** What is pledged, line by line, each with the seven steps of its chain in its own unit. */
export function PledgeLines({ lines }: { lines: readonly PledgeLine[] }) {
  const catalog = useCatalog();
  return (
    <Part title={t('pledge.lines')} lead={t('ledgers.apart')}>
      {lines.map((line) => (
        <div class="pledge-line" key={line.line} data-line={line.line}>
          <h3>
            <CapabilityLink code={line.capability} catalog={catalog} />
          </h3>
          <p class="hint">{about(line).join(' · ')}</p>
          <LedgerBar row={line} unit={line.unit} />
          <Legend segments={segmentsOf(line).filter(({ value }) => value > 0)} unit={line.unit} />
          <ol class="steps">
            {chain.map((field) => (
              <li key={field} class={line[field] > 0 ? 'some' : 'none'} title={t(`chain.${field}.meaning`)}>
                <span>{t(`chain.${field}`)}</span>
                <strong>
                  <Figure value={line[field]} unit={line.unit} field={field} />
                </strong>
              </li>
            ))}
          </ol>
          <p class="hint">{t('pledge.inUnit', { unit: unitName(line.unit) })}</p>
        </div>
      ))}
    </Part>
  );
}

function about(line: PledgeLine): string[] {
  const { training, drone } = line;
  return [
    t('pledge.deliverBy', { day: day(line.deliverBy) }),
    line.availableFrom ? t('pledge.availableFrom', { day: day(line.availableFrom) }) : '',
    training ? [training.course, training.location && partyName(training.location)].filter(Boolean).join(', ') : '',
    drone ? t(`drone.${drone.class}`) : '',
    drone?.rangeBand ? t(`drone.range.${drone.rangeBand}`) : '',
    drone?.payloadBand ? t(`drone.payload.${drone.payloadBand}`) : '',
    ...value(line),
  ].filter(Boolean);
}

/** What one is worth, as it was said and in euros at the rate of the day of decision. */
function value({ unit, unitValue, unitValueEur, currency, valuationBasis, rate }: PledgeLine): string[] {
  if (unit === 'EUR' || unitValue === null) return [];
  const basis = valuationBasis ? t(`basis.${valuationBasis}`) : '';
  const said =
    currency && currency !== 'EUR' && unitValueEur !== null
      ? t('pledge.valueEach', { amount: `${currency} ${unitValue}`, euros: exact(unitValueEur, 'EUR'), basis })
      : t('pledge.valueEachEur', { amount: money(unitValueEur ?? unitValue), basis });
  return [
    rate && currency !== 'EUR' ? `${said} ${t('pledge.rate', { month: rate.month, source: rate.source })}` : said,
  ];
}
