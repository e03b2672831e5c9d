-- Component ingest: fewer and smaller rows and indexes, see docs/decisions/0007.

-- Who delivered an event first stands in the event itself: two in five events come from one relay only.
alter table event add column relay_id integer, add column seen_at timestamptz;
comment on column event.relay_id is 'Which relay delivered it first.';
comment on column event.seen_at  is 'When it was first delivered.';
update event set (relay_id, seen_at) =
    (select relay_id, seen_at from event_relay where event_relay.number = event.number order by seen_at limit 1);

-- The others say how much later they were, in four bytes: to the millisecond within some hours, to the minute within years.
alter table event_relay add column delay real;
delete from event_relay using event where event_relay.number = event.number and event_relay.relay_id = event.relay_id;
update event_relay set delay = extract(epoch from event_relay.seen_at - event.seen_at)
from event where event.number = event_relay.number;
alter table event_relay drop column seen_at;
alter table event_relay alter column delay set not null;
comment on column event_relay.delay is 'Seconds after event.seen_at; negative if it was received earlier and stored later.';
comment on table event_relay is
    'Which relays delivered an event besides the first, and when. Written by component ingest.';

-- Sightings are inserted where there is none yet, and looked up by event. An index that repeats its key needs about a
-- third of the space of a unique one by (number, relay_id). Two transactions that store the same copy at the same time
-- can leave two rows: readers take the earlier one.
alter table event_relay drop constraint event_relay_pkey;
create index event_relay_number on event_relay (number);

create view sighting as
    select number, relay_id, seen_at from event
    union all
    select number, event_relay.relay_id, seen_at + delay * interval '1 second'
    from event_relay join event using (number);
comment on view sighting is 'Which relay delivered which event, and when.';

-- The id need not be there to break ties.
drop index event_created_at;
create index event_created_at on event (created_at);
drop index event_version;
create index event_version on event (pubkey, kind, d_hash, created_at) where d_hash is not null;
