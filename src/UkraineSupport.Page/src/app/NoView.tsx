import { t } from '../i18n/language';
import { Empty } from '../parts/States';
import { Title } from './Title';

/** What an address leads to that no view has. */
export const NoView = () => (
  <>
    <Title>{t('state.noView')}</Title>
    <Empty title={t('state.noViewHint')} />
  </>
);
