import type { Balance } from '../../api/types';
import { useRead } from '../../api/useRead';
import { day, list, measure } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Quantity, Unknown } from '../../parts/Figures';
import { Headline, Headlines } from '../../parts/Headline';
import { WithoutLink } from './Dependence';
import { whole } from './force';

/** Whether it would stand, with how many of those it needs, and without whom it would not. */
export function Verdict({ balance, dDay, without }: { balance: Balance; dDay: string; without: readonly string[] }) {
  const dependence = useRead('/coalition/dependence');
  const critical = balance.serials.filter(({ serial }) => serial.critical);
  const short = critical.filter(({ missing }) => missing > 0);
  const force = whole(balance);
  const worst = dependence.data?.nations.find(({ fallen }) => fallen.length > 0);
  return (
    <Headlines>
      <Headline
        name={
          without.length > 0
            ? t('coalition.standsWithout', { nations: list(without.map(partyName)) })
            : t('coalition.stands')
        }
        figure={
          <span data-field="stands" data-value={String(balance.wouldStand)}>
            {t(balance.wouldStand ? 'coalition.yes' : 'coalition.no')}
          </span>
        }
      >
        {t('coalition.ceasefireOn', { day: day(dDay) })}
      </Headline>
      <Headline
        name={t('coalition.persons')}
        figure={force ? <Quantity value={force.required - force.missing} unit="persons" field="filled" /> : <Unknown />}
      >
        {force && t('coalition.ofPersons', { required: measure(force.required, 'persons') })}
      </Headline>
      <Headline
        name={t('coalition.criticalShort')}
        figure={
          <span data-field="criticalShort" data-value={short.length}>
            {t('coalition.nOfM', { n: short.length, of: critical.length })}
          </span>
        }
      >
        {t('coalition.criticalMeaning')}
      </Headline>
      <Headline name={t('coalition.mostLost')} figure={worst ? <WithoutLink nation={worst.nation} /> : <Unknown />}>
        {worst && t('coalition.mostLostMeaning', { serials: list(worst.fallen) })}
      </Headline>
    </Headlines>
  );
}
