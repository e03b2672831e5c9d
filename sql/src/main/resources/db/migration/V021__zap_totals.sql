-- Component zap: totals per verdict, kept with every receipt, so that nobody counts all of them to show one number.

-- What older versions took is not judged before a rebuild; the one rule that bounds the sums below holds from now on.
update zap set verdict = 'suspicious', reason = 'amount-unusual'
where amount_msat > 1000000000 and verdict = 'plausible' and reason = 'provider-unknown';

create table invalid_zap (
    receipt_id bytea  primary key,
    created_at bigint not null,
    reason     text   not null
);
create index invalid_zap_created_at on invalid_zap (created_at);
comment on table  invalid_zap        is 'Zap receipts that are none (NIP-57): they count for nothing. Those of older versions come by a rebuild. Written by component zap.';
comment on column invalid_zap.reason is 'A code of ZapReason.';

-- Each receipt once: under its verdict if it counts for its payment, else as a copy, whatever its verdict.
create view zap_entry as
select created_at, case when counts then verdict else 'copy' end as verdict, amount_msat, sender, recipient from zap
union all
select created_at, 'invalid', 0, null, null from invalid_zap;
comment on view zap_entry is 'What the totals of zaps are made of.';

-- Numeric, because a forged invoice may ask for all bitcoin there is, 2.1e18 msat: five of those do not fit into 64 bits.
create table zap_total (
    verdict text    primary key,
    zaps    bigint  not null,
    msat    numeric not null
);
comment on table  zap_total         is 'Zap receipts by what they are worth. Written by component zap.';
comment on column zap_total.verdict is 'verified, plausible, suspicious; copy: another receipt stands for the payment; invalid. The first two are what counts as zaps everywhere.';
comment on column zap_total.msat    is 'What they claim, in millisatoshi; 0 where invalid.';

create table zap_minute (
    minute  bigint  not null,
    verdict text    not null,
    zaps    bigint  not null,
    msat    numeric not null,
    primary key (minute, verdict)
);
comment on table  zap_minute        is 'The same by the minute of created_at. Written by component zap.';
comment on column zap_minute.minute is 'Unix seconds, a multiple of 60.';

-- In 64 bits: what is verified or plausible is no more than 1e9 msat, ZapReason AMOUNT_UNUSUAL.
create table zap_account (
    pubkey        bytea  primary key,
    received      bigint not null,
    received_msat bigint not null,
    sent          bigint not null,
    sent_msat     bigint not null
) with (fillfactor = 80);
comment on table zap_account is 'Zaps by who received and who sent them: verified and plausible ones, one a payment. Written by component zap.';

insert into zap_total (verdict, zaps, msat)
select verdict, count(*), sum(amount_msat) from zap_entry group by verdict;

insert into zap_minute (minute, verdict, zaps, msat)
select created_at - created_at % 60 as minute, verdict, count(*), sum(amount_msat) from zap_entry group by 1, 2
order by 1, 2;

insert into zap_account (pubkey, received, received_msat, sent, sent_msat)
select pubkey, sum(received), sum(received_msat), sum(sent), sum(sent_msat)
from (select recipient as pubkey, 1 as received, amount_msat as received_msat, 0 as sent, 0 as sent_msat
      from zap_entry where verdict in ('verified', 'plausible')
      union all
      select sender, 0, 0, 1, amount_msat from zap_entry where verdict in ('verified', 'plausible')) as side
group by pubkey order by pubkey;

-- One index by time for all verdicts. By person and by event the latest first, without copies: of those there can be any number.
drop index zap_created_at;
create index zap_created_at on zap (created_at);
drop index zap_target;
create index zap_target on zap (target_id, created_at) where target_id is not null and counts;
drop index zap_recipient;
create index zap_recipient on zap (recipient, created_at) where counts;
drop index zap_sender;
create index zap_sender on zap (sender, created_at) where counts;
