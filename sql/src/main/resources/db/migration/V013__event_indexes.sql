-- Component ingest: fewer and smaller indexes, see docs/decisions/0007.
--
-- One index by time that also keeps ids unique, instead of one by id and one by time. New events come mostly in the order
-- of their time, so they go to its end, where one by id is written all over. By id alone a hash of four bytes finds it.
alter table event drop constraint event_pkey;
drop index event_created_at;
alter table event add primary key (created_at, id);
create index event_id on event using hash (id);

-- The versions of an address: the id only breaks ties.
drop index event_version;
create index event_version on event (pubkey, kind, d_hash, created_at) where d_hash is not null;

-- Sightings are inserted where there is none yet, and looked up by event. An index that repeats its key needs about a
-- quarter of the space of a unique one by (number, relay_id). Two transactions that store the same copy at the same time
-- can leave two rows: readers take the earlier one.
alter table event_relay drop constraint event_relay_pkey;
create index event_relay_number on event_relay (number);
comment on table event_relay is
    'Which relay delivered which event, and when first: the earliest row of the two, rarely there is more than one. Written by component ingest.';
