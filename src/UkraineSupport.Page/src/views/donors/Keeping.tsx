import { useRead } from '../../api/useRead';
import { figure, percent, smallPercent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Facts } from '../../parts/Facts';
import { Day, Method, Register } from '../../parts/Figures';

/** How much of its economy a donor has committed, and whether it keeps to the days that it promised first. */
export function Keeping({ party }: { party: string }) {
  const { data } = useRead('/insights/donors', undefined, { donor: party });
  const own = data?.items.find(({ donor }) => donor === party);
  if (!data || !own) return null;
  const { gdp, shareOfGdp, tranches } = own;
  return (
    <>
      <Facts
        of={[
          [
            t('donors.gdp'),
            gdp && shareOfGdp !== null && (
              <>
                <span data-field="shareOfGdp" data-value={shareOfGdp}>
                  {smallPercent(shareOfGdp)}
                </span>{' '}
                <small>
                  {t('donors.gdpOf', { year: gdp.year })} <Register>{gdp.source}</Register>
                </small>
              </>
            ),
          ],
          [
            t('donors.onTime'),
            tranches.onTimeRate !== null && (
              <span data-field="onTimeRate" data-value={tranches.onTimeRate}>
                {t('donors.onTimeOf', { rate: percent(tranches.onTimeRate), n: figure(tranches.handedOver) })}
              </span>
            ),
          ],
          [
            t('donors.slippage'),
            tranches.meanDaysLate !== null && t('donors.days', { n: figure(tranches.meanDaysLate) }),
          ],
          [
            t('donors.lateTranches'),
            tranches.late > 0 && (
              <span class="late">
                {figure(tranches.late)}
                {tranches.lateSince && (
                  <>
                    , {t('donors.lateSince')} <Day value={tranches.lateSince} />
                  </>
                )}
              </span>
            ),
          ],
        ]}
      />
      <Method>{data.tranchesMethod}</Method>
    </>
  );
}
