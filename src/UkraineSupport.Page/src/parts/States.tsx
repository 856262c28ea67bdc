import type { ComponentChildren } from 'preact';
import type { Reading } from '../api/cache';
import { Refused } from '../api/client';
import { t } from '../i18n/language';

/** Something is being read for the first time. */
export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="unseen">{t('state.loading')}</span>
      <i aria-hidden="true" />
      <i aria-hidden="true" />
      <i aria-hidden="true" />
    </div>
  );
}

/** What stands where a list would, when there is nothing to list. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <p>{children}</p>}
    </div>
  );
}

/** Why nothing can be shown, in words for people. */
export function troubleText(error: Error): string {
  if (!(error instanceof Refused)) return t('state.unreachable');
  if (error.status === 401) return t('state.tokenRefused');
  return t('state.refused', { detail: error.message });
}

interface ShownProps<T> {
  reading: Reading<T>;
  children: (data: T) => ComponentChildren;
  /** What is said when there is no such thing, or none for this reader. */
  missing?: ComponentChildren;
}

/** What was read, as long as there is any: also while it is read again, and when that fails. Never blank. */
export function Shown<T>({ reading, children, missing }: ShownProps<T>) {
  if (reading.data !== undefined) return <>{children(reading.data)}</>;
  const { error } = reading;
  if (!error) return <Loading />;
  if (error instanceof Refused && error.status === 404) {
    return <>{missing ?? <Empty title={t('state.notFound')}>{t('state.notFoundHint')}</Empty>}</>;
  }
  return <Empty title={troubleText(error)}>{t('state.triesAgain')}</Empty>;
}

/** Several readings that are shown together: all of them, or the first that is not there yet. */
export function both<A, B>(a: Reading<A>, b: Reading<B>): Reading<[A, B]> {
  const data = a.data !== undefined && b.data !== undefined ? ([a.data, b.data] as [A, B]) : undefined;
  return { data, error: a.error ?? b.error, at: Math.min(a.at ?? 0, b.at ?? 0) };
}
