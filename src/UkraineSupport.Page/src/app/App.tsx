import { ErrorBoundary } from './ErrorBoundary';
import { Footer } from './Footer';
import { Header } from './Header';
import { PrintDate } from './PrintDate';
import { Outlet, Routing } from './routing';
import { SessionOver } from './SessionOver';
import { Trouble } from './Trouble';
import { t } from '../i18n/language';
import { useLanguage } from '../i18n/useText';
import { Said } from './Said';

export function App() {
  useLanguage();
  return (
    <Routing>
      <a class="skip" href="#main">
        {t('app.skip')}
      </a>
      <Header />
      <SessionOver />
      <Trouble />
      <PrintDate />
      <Said />
      <main id="main" class="page" tabIndex={-1}>
        <ErrorBoundary>
          <Outlet />
        </ErrorBoundary>
      </main>
      <Footer />
    </Routing>
  );
}
