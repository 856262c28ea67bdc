import type { Pledge } from '../../api/types';
import { exact } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Status } from '../../parts/Badges';
import { nameOf } from '../../parts/catalog';
import { Facts } from '../../parts/Facts';
import { Day, Typed } from '../../parts/Figures';
import type { Context } from '../field';
import { tranche } from '../pledge/state';

/** A tranche in a few words. */
export function WhatIsSent({ record, at, catalog }: Context<Pledge>) {
  const sent = tranche(record, at.n);
  const line = record.lines.find((of) => of.line === sent?.line);
  if (!sent || !line) return null;
  return (
    <>
      <p>
        <strong>
          <Typed>{record.title}</Typed>
        </strong>
      </p>
      <Facts
        of={[
          [
            t('change.tranche', { n: sent.n }),
            `${exact(sent.quantity, line.unit)}, ${nameOf(line.capability, catalog)}`,
          ],
          [t('column.status'), <Status of="delivery" value={sent.status} />],
          [t('field.due'), <Day value={sent.due} />],
          [t('field.waybill'), sent.waybill && <Typed>{sent.waybill}</Typed>],
          [t('ledger.received'), sent.received !== null && exact(sent.received, line.unit)],
          [t('field.discrepancy'), sent.discrepancy && <Typed>{sent.discrepancy}</Typed>],
        ]}
      />
    </>
  );
}
