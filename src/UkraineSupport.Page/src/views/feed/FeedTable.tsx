import type { LiveEvent } from '../../api/live';
import { Link } from '../../app/routing';
import { t, type TextKey } from '../../i18n/language';
import { DisclosureBadge } from '../../parts/Badges';
import { typeOf } from '../../parts/changes';
import { type Catalog, nameOf, PartyLink } from '../../parts/catalog';
import { Instant, Typed } from '../../parts/Figures';
import { eventName } from '../../parts/History';
import { Table } from '../../parts/Table';
import { donorOf, placeOf, saidBy, subjectKind, titleOf } from './records';
import { useNames } from './useNames';

/** Events as they came, the newest first. */
export function FeedTable({ events, catalog }: { events: LiveEvent[]; catalog: Catalog }) {
  const names = useNames();
  const named = (event: LiveEvent) => names.get(event.subject);
  const donor = (event: LiveEvent) => donorOf(event) ?? named(event)?.donor ?? null;
  const title = (event: LiveEvent) => {
    const capability = named(event)?.capability;
    return titleOf(event) ?? named(event)?.title ?? (capability ? nameOf(capability, catalog) : null);
  };
  return (
    <Table
      name="events"
      caption={t('feed.title')}
      rows={events}
      rowKey={(event) => event.id}
      columns={[
        {
          id: 'time',
          name: t('feed.time'),
          cell: (event) => <Instant value={event.time} />,
        },
        {
          id: 'event',
          name: t('feed.event'),
          main: true,
          cell: (event) => <What event={event} />,
        },
        {
          id: 'said',
          name: t('feed.said'),
          cell: (event) => <Said event={event} title={title(event)} />,
        },
        {
          id: 'donor',
          name: t('column.donor'),
          cell: (event) => {
            const code = donor(event);
            return code && <PartyLink code={code} />;
          },
        },
      ]}
      sheet={{
        rows: (shown) => shown,
        columns: {
          time: (event) => event.time,
          event: typeOf,
          record: (event) => event.subject,
          donor,
          title,
          said: (event) => saidBy(event).join('; '),
          disclosure: (event) => event.disclosure,
        },
      }}
    />
  );
}

function What({ event }: { event: LiveEvent }) {
  const to = placeOf(event);
  const kind = t(`feed.of.${subjectKind(event)}` as TextKey);
  return (
    <>
      {to ? <Link to={to}>{kind}</Link> : kind}
      {': '}
      {eventName(event)} <DisclosureBadge level={event.disclosure} />
    </>
  );
}

function Said({ event, title }: { event: LiveEvent; title: string | null }) {
  return (
    <>
      {title && (
        <p>
          <Typed>{title}</Typed>
        </p>
      )}
      {saidBy(event).map((text) => (
        <p key={text} class="hint">
          <Typed>{text}</Typed>
        </p>
      ))}
    </>
  );
}
