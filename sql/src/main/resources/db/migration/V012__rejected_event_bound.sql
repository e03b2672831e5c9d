-- Component ingest: a relay that sends nothing but garbage must not fill the disk.
comment on table  rejected_event       is 'Frames and events that were refused, each distinct one once a relay, of each relay no more than OBSERVATORY_MAX_REJECTED; all of them count in relay_outcome. Written by component ingest.';
comment on column rejected_event.times is 'How often the relay sent it while it had not reached its bound.';
