import type { LiveEvent } from '../../api/live';
import { Link } from '../../app/routing';
import { t, type TextKey } from '../../i18n/language';
import { DisclosureBadge } from '../../parts/Badges';
import { typeOf } from '../../parts/changes';
import { PartyLink } from '../../parts/catalog';
import { Instant, Typed } from '../../parts/Figures';
import { eventName } from '../../parts/History';
import { Table } from '../../parts/Table';
import { donorOf, placeOf, saidBy, subjectKind, titleOf } from './records';

/** Events as they came, the newest first. */
export function FeedTable({ events }: { events: LiveEvent[] }) {
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
          cell: (event) => <Said event={event} />,
        },
        {
          id: 'donor',
          name: t('column.donor'),
          cell: (event) => {
            const donor = donorOf(event);
            return donor && <PartyLink code={donor} />;
          },
        },
      ]}
      sheet={{
        rows: (shown) => shown,
        columns: {
          time: (event) => event.time,
          event: typeOf,
          record: (event) => event.subject,
          donor: donorOf,
          title: titleOf,
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

function Said({ event }: { event: LiveEvent }) {
  const title = titleOf(event);
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
