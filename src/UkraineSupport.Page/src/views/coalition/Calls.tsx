import { useAll } from '../../api/useRead';
import { Link } from '../../app/routing';
import { t } from '../../i18n/language';
import { Status } from '../../parts/Badges';
import { PartyLink } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Day, Instant, Typed } from '../../parts/Figures';

/** Ceasefires that were declared, the newest first; nothing while there was none. */
export function Activations() {
  const { data } = useAll('/coalition/activations');
  if (!data || data.items.length === 0) return null;
  return (
    <Part title={t('coalition.activations')}>
      <ul class="plain">
        {data.items.map((of) => (
          <li key={of.id} data-key={of.id}>
            <Link to={`coalition/activations/${of.id}`}>{t('coalition.activation', { n: of.number })}</Link>,{' '}
            {t('coalition.declaredOn')} <Day value={of.declaredOn} /> <Status of="activation" value={of.status} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Who was called for what is short, and what each answered; nothing for those who see no call. */
export function Calls() {
  const { data } = useAll('/coalition/calls');
  if (!data || data.items.length === 0) return null;
  return (
    <Part title={t('coalition.calls')}>
      {data.items.map((call) => (
        <div key={call.id} data-key={call.id}>
          <p>
            {call.serials.map((serial, at) => (
              <span key={serial}>
                {at > 0 && ', '}
                <Link to={`coalition/serials/${serial}`}>{serial}</Link>
              </span>
            ))}
            {call.text && (
              <>
                {': '}
                <Typed>{call.text}</Typed>
              </>
            )}
          </p>
          <p class="hint">
            {t('gap.answersBy')} <Instant value={call.deadline} />
          </p>
          <ul class="plain">
            {call.nations.map(({ nation, status, reason }) => (
              <li key={nation}>
                <PartyLink code={nation} /> <Status of="asked" value={status} /> {reason && <Typed>{reason}</Typed>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Part>
  );
}
