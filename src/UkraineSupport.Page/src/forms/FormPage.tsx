import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import type { Versioned } from '../api/send';
import { Link, usePlace } from '../app/routing';
import { Title } from '../app/Title';
import { clock } from '../i18n/format';
import { t } from '../i18n/language';
import { type Catalog, useCatalog } from '../parts/catalog';
import { Empty, Loading } from '../parts/States';
import { Changed } from './Changed';
import { type Draft, drop, newKey } from './draft';
import { FieldList } from './FieldView';
import type { Form, Place } from './form';
import { nameAt } from './names';
import { Summary } from './Summary';
import { startOf, type Standing, useForm } from './useForm';
import { useOpened } from './useOpened';
import { useWho, type Who } from './who';

/** The view of a form, for a route. */
export const formView = (form: Form) =>
  function FormView(at: Place) {
    const by = useWho();
    // Read here, so that there is a figure on screen whose time the head of the page tells.
    const catalog = useCatalog();
    return (
      <div class="form-page">
        <Title over={<Link to={form.back(at)}>{t('form.back')}</Link>}>{t(`form.${form.name}.title`)}</Title>
        {by ? <ForSomebody key={by.key} form={form} at={at} by={by} catalog={catalog} /> : <SignIn />}
      </div>
    );
  };

const SignIn = () => <Empty title={t('form.signIn')}>{t('form.signInHint')}</Empty>;

interface Props {
  form: Form;
  at: Place;
  by: Who;
  catalog: Catalog;
}

function ForSomebody({ form, at, by, catalog }: Props) {
  const [round, again] = useReducer((n: number) => n + 1, 0);
  const { query } = usePlace();
  const asked = useMemo(() => query, []);
  const opened = useOpened(form, at, by, asked.toString(), round);
  if (opened === 'reading') return <Loading />;
  if (opened === 'missing') return <Empty title={t('state.notFound')}>{t('state.notFoundHint')}</Empty>;
  if (opened === 'unreachable')
    return (
      <Empty title={t('state.unreachable')}>
        <button type="button" onClick={again as () => void}>
          {t('form.tryAgain')}
        </button>
      </Empty>
    );
  if (!opened.draft && !form.may(opened.seen?.value, by, at))
    return <Empty title={t('form.notNow')}>{t('form.notNowHint')}</Empty>;
  const discard = () => {
    drop(opened.name);
    again(undefined);
  };
  return (
    <OpenForm
      key={`${opened.name} ${opened.seen?.etag} ${round} ${opened.draft !== null}`}
      {...{ form, at, by, catalog, asked, ...opened, discard }}
    />
  );
}

interface OpenProps extends Props {
  asked: URLSearchParams;
  name: string;
  seen: Versioned<any> | null;
  draft: Draft | null;
  discard: () => void;
}

function OpenForm({ form, at, by, catalog, asked, name, seen, draft, discard }: OpenProps) {
  const data = form.use?.(seen?.value, at);
  const known = { at, asked, who: by, catalog, data };
  const begun = useMemo(
    () => draft ?? { values: startOf(form, known, seen?.value), seen, key: newKey(), raised: [], saved: Date.now() },
    [],
  );
  const filling = useForm(form, known, name, begun);
  const { context, wrong, change, standing } = filling;
  const scope = { ...context, row: context.values, n: 0 };
  return (
    <form
      class="fill"
      noValidate
      data-form={form.name}
      onSubmit={(event) => {
        event.preventDefault();
        filling.submit();
      }}
    >
      <p class="lead">{t(`form.${form.name}.lead`)}</p>
      {draft && <Kept saved={draft.saved} discard={discard} />}
      {form.about && <div class="about">{form.about(context)}</div>}
      {change && <Changed change={change} allowed={form.may(change.now.value, by, at)} accept={filling.accept} />}
      <Summary wrong={wrong} names={(place) => nameAt(form.fields, scope, place)} />
      <FieldList fields={form.fields} scope={scope} at="" wrong={wrong} set={filling.set} />
      <Foot form={form} at={at} standing={standing} dirty={filling.dirty} />
    </form>
  );
}

const Kept = ({ saved, discard }: { saved: number; discard: () => void }) => (
  <p class="notice kept" role="status">
    {t('form.kept', { time: clock(saved) })}{' '}
    <button type="button" class="quiet" onClick={discard}>
      {t('form.discard')}
    </button>
  </p>
);

interface FootProps {
  form: Form;
  at: Place;
  standing: Standing;
  dirty: boolean;
}

/** The way to send it, and what has become of that. */
function Foot({ form, at, standing, dirty }: FootProps) {
  const online = useOnline();
  return (
    <div class="foot">
      <div role="status">
        {standing === 'unanswered' && <p class="notice trouble">{t(online ? 'form.unanswered' : 'form.offline')}</p>}
        {standing !== 'unanswered' && !online && <p class="notice trouble">{t('form.offline')}</p>}
      </div>
      <p class="buttons">
        <button type="submit" class="main" disabled={standing === 'sending'}>
          {t(standing === 'sending' ? 'form.sending' : `form.${form.name}.send`)}
        </button>
        <Link to={form.back(at)}>{t('form.leave')}</Link>
      </p>
      {dirty && <p class="hint">{t('form.keeps')}</p>}
    </div>
  );
}

function useOnline(): boolean {
  const [online, set] = useState(navigator.onLine);
  useEffect(() => {
    const listener = () => set(navigator.onLine);
    for (const event of ['online', 'offline']) addEventListener(event, listener);
    return () => ['online', 'offline'].forEach((event) => removeEventListener(event, listener));
  }, []);
  return online;
}
