import { list } from '../i18n/format';
import { t } from '../i18n/language';
import { nameOf, useCatalog } from './catalog';

/** What else would do, and for how much it counts. */
export function Substitutes({ of }: { of: { capability: string; factor: number }[] }) {
  const catalog = useCatalog();
  const name = ({ capability, factor }: (typeof of)[number]) =>
    t('substitutes.counts', { name: nameOf(capability, catalog), factor });
  return <>{list(of.map(name))}</>;
}
