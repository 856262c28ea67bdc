import { instant } from '../i18n/format';
import { t } from '../i18n/language';
import { useStanding } from './useStanding';

const sources = [
  'insights/ledgers',
  'pledges',
  'requirements',
  'gaps',
  'us-deliveries',
  'catalog/capabilities',
  'openapi.json',
];
const api = new URL('../', new URL(import.meta.env.BASE_URL, location.origin)).pathname;

export function Footer() {
  const { since } = useStanding();
  return (
    <footer>
      <div class="page">
        <p>{t('footer.about')}</p>
        <p>
          {t('footer.sources')}{' '}
          {sources.map((source, at) => (
            <span key={source}>
              {at > 0 && ', '}
              <a href={api + source}>{source}</a>
            </span>
          ))}
        </p>
        <p>{t('footer.time')}</p>
        {/* Repeated at the foot of each printed page. */}
        {since && <p class="print-date">{t('footer.asOf', { time: instant(new Date(since).toISOString()) })}</p>}
      </div>
    </footer>
  );
}
