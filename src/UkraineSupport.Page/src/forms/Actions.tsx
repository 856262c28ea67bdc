import { Link } from '../app/routing';
import { t } from '../i18n/language';
import { draftName, kept } from './draft';
import { filled, type Form, type Place } from './form';
import { paths } from './paths';
import { useWho } from './who';

interface Props<R> {
  of: Form<any, R, any>[];
  record: R;
  at?: Place;
}

/** What whoever looks at a record may do with it now; what they have begun says so. */
export function Actions<R>({ of, record, at = {} }: Props<R>) {
  const by = useWho();
  const allowed = by ? of.filter((form) => form.may(record, by, at)) : [];
  if (!by || allowed.length === 0) return null;
  const begun = (form: Form) => kept(draftName(by.key, form.name, at)) !== null;
  return (
    <p class="buttons actions">
      {allowed.map((form) => (
        <Link key={form.name} to={filled(paths[form.name], at)} class="button">
          {t(`form.${form.name}.title`)}
          {begun(form) && <small> {t('form.begun')}</small>}
        </Link>
      ))}
    </p>
  );
}
