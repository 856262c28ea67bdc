import { t } from '../i18n/language';

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
      </div>
    </footer>
  );
}
