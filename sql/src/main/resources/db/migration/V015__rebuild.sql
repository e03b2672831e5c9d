-- Component ingest: the gift wraps by event, as a rebuild goes through them; so far there was an index by recipient alone.
create index gift_wrap_event on gift_wrap (event_id);
