import type { Agreement } from '../../api/types';
import { useRead } from '../../api/useRead';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Facts, Part } from '../../parts/Facts';
import { Quantity } from '../../parts/Figures';
import { Shown } from '../../parts/States';

/** The price against the baseline and the others': for those to whom the parties have released it. */
export function Price({ of }: { of: Agreement }) {
  const price = useRead(of.commercial ? '/coproduction/agreements/{id}/price' : null, { id: of.id });
  return (
    <Part title={t('price.title')} lead={t('price.lead')}>
      {!of.commercial ? (
        <p>{t('price.who')}</p>
      ) : (
        <Shown reading={price}>
          {(pressure) => (
            <>
              {pressure.isFlagged && (
                <p class="notice trouble">
                  {t('price.flagged')}{' '}
                  {pressure.notBought > 0 && (
                    <>
                      {t('price.notBought')} <Quantity value={pressure.notBought} unit={of.unit} />
                    </>
                  )}
                </p>
              )}
              <Facts
                of={[
                  [t('price.agreed'), <Quantity value={pressure.agreed} unit="EUR" field="agreed" />],
                  [t('price.baseline'), <Quantity value={pressure.baseline} unit="EUR" field="baseline" />],
                  [t('price.over'), percent(pressure.overBaseline)],
                  [
                    t('price.median', { n: pressure.others }),
                    pressure.median === null ? t('price.noOthers') : <Quantity value={pressure.median} unit="EUR" />,
                  ],
                  [t('price.overMedian'), pressure.overMedian !== null && percent(pressure.overMedian)],
                ]}
              />
            </>
          )}
        </Shown>
      )}
    </Part>
  );
}
