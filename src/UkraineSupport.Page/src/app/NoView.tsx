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

interface Missing {
  title?: string;
  hint?: string;
}

/** What the address of a record leads to when there is none, or none for this reader: both look the same. */
export const NoRecord = ({ title = t('state.notFound'), hint = t('state.notFoundHint') }: Missing) => (
  <>
    <Title>{title}</Title>
    <Empty title={hint} />
  </>
);
