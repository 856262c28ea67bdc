import type { Disclosure, Evidence } from '../api/types';
import { t, type TextKey } from '../i18n/language';

type Of =
  | 'pledge'
  | 'requirement'
  | 'gap'
  | 'delivery'
  | 'allocation'
  | 'asked'
  | 'plan'
  | 'planLine'
  | 'force'
  | 'activation'
  | 'calledUnit'
  | 'agreement'
  | 'approval'
  | 'milestone'
  | 'intake';

/** Where something is in its life; what that means is its tooltip. */
export function Status({ of, value }: { of: Of; value: string }) {
  return (
    <span
      class={`badge status ${of === 'gap' && value === 'Confirmed' ? 'bad' : (tone[value] ?? '')}`}
      data-status={value}
      title={t(`status.${of}.${value}.meaning` as TextKey)}
    >
      {t(`status.${of}.${value}` as TextKey)}
    </span>
  );
}

const tone: Record<string, string> = {
  Completed: 'good',
  Filled: 'good',
  Closed: 'good',
  Received: 'good',
  Verified: 'good',
  Confirmed: 'good',
  Answered: 'good',
  PartiallyFilled: 'warn',
  PartiallyBackfilled: 'warn',
  PartiallyReceived: 'warn',
  UnderReview: 'warn',
  Open: 'warn',
  Requested: 'warn',
  Confirming: 'warn',
  Proposed: 'warn',
  Failed: 'bad',
  Gone: 'bad',
  Ready: 'good',
  Activated: 'good',
  Deployed: 'good',
  Rotating: 'good',
  Relieved: 'good',
  Asked: 'warn',
  Suspended: 'warn',
  StoodDown: 'off',
  Revoked: 'off',
  Terminated: 'off',
  SerialProduction: 'good',
  granted: 'good',
  pending: 'warn',
  refused: 'bad',
  Met: 'good',
  OnTrack: 'good',
  AtRisk: 'warn',
  Missed: 'bad',
  Waived: 'off',
  Graduated: 'good',
  Postponed: 'warn',
  NominationOpen: 'warn',
  Projected: 'warn',
  AcceptedRisk: 'warn',
  Lapsed: 'bad',
  Lost: 'bad',
  Returned: 'bad',
  Declined: 'off',
  Withdrawn: 'off',
  Expired: 'off',
  Rejected: 'off',
  Cancelled: 'off',
  Superseded: 'off',
  Released: 'off',
  CalledOff: 'off',
};

/** How well a figure is known. */
export function EvidenceBadge({ level }: { level: Evidence['level'] }) {
  return (
    <span class={`badge evidence ${level}`} title={t(`evidence.${level}.meaning`)}>
      {t(`evidence.${level}`)}
    </span>
  );
}

/** Shown only for what is not public, so that who reads it with a token knows not to pass it on. */
export function DisclosureBadge({ level }: { level: Disclosure }) {
  if (level === 'public') return null;
  return (
    <span class={`badge disclosure ${level}`} title={t(`disclosure.${level}.meaning`)}>
      {t(`disclosure.${level}`)}
    </span>
  );
}

/** Where a figure comes from. Only web addresses become links. */
export function SourceOf({ evidence }: { evidence: Evidence | null | undefined }) {
  if (!evidence) return <>{t('source.none')}</>;
  const { level, url } = evidence;
  return (
    <>
      <EvidenceBadge level={level} />{' '}
      {url && /^https?:\/\//i.test(url) ? (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow">
          {url.replace(/^https?:\/\//i, '')}
          <span class="unseen"> {t('source.newTab')}</span>
        </a>
      ) : (
        t(level === 'demo' ? 'source.invented' : 'source.noAddress')
      )}
    </>
  );
}
