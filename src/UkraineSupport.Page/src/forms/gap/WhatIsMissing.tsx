import type { Gap } from '../../api/types';
import { exact, months } from '../../i18n/format';
import { t } from '../../i18n/language';
import { nameOf } from '../../parts/catalog';
import { Facts } from '../../parts/Facts';
import { Instant, Typed } from '../../parts/Figures';
import type { Context } from '../field';

/** A gap in a few words, and what this donor was asked for. */
export function WhatIsMissing({ record, catalog, who }: Context<Gap>) {
  const asked = record.solicitations
    .flatMap(({ deadline, donors }) => donors.map((donor) => ({ ...donor, deadline })))
    .filter(({ donor, status }) => donor === who.party && status === 'Open');
  return (
    <>
      <p>
        <strong>
          {nameOf(record.capability, catalog)}, {months(record.from, record.to)}
        </strong>
      </p>
      <Facts
        of={[
          [t('gap.missing'), exact(record.shortfall, record.unit)],
          [t('gap.open'), exact(record.open, record.unit)],
          ...asked.map(({ deadline, quantity, why }): [string, preact.ComponentChildren] => [
            t('form.askedOfYou'),
            <>
              {exact(quantity, record.unit)}, {t('gap.answersBy')} <Instant value={deadline} />
              {why && (
                <small lang="en">
                  <br />
                  <Typed>{why}</Typed>
                </small>
              )}
            </>,
          ]),
        ]}
      />
    </>
  );
}
