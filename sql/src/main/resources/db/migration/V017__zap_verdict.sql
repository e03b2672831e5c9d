-- Component zap: what each receipt is worth, and which one stands for a payment. What older versions wrote becomes right by a
-- rebuild: until then each of their receipts stands for itself.
alter table zap
    add column verdict text    not null default 'plausible',
    add column reason  text    not null default 'provider-unknown',
    add column payment bytea,
    add column counts  boolean not null default true,
    add column doubt   smallint generated always as
        (case verdict when 'verified' then 0 when 'plausible' then 1 else 2 end) stored;
update zap set payment = receipt_id;
alter table zap alter column payment set not null;

comment on column zap.verdict is 'verified, plausible or suspicious (NIP-57); invalid receipts are not here.';
comment on column zap.reason  is 'Why it has this verdict and no better one: a code of ZapReason.';
comment on column zap.payment is 'The payment hash of the invoice; the receipt''s own id where the invoice has none.';
comment on column zap.counts  is 'Of the receipts of a payment, one: that with the least doubt, then the earliest, then the lowest id.';
comment on column zap.doubt   is 'The verdict as a number, the better the lower.';

-- The best receipt of a payment, and the one that counts now.
create index zap_payment on zap (payment, doubt, created_at, receipt_id);
create index zap_counting on zap (payment) where counts;

drop index zap_created_at;
create index zap_created_at on zap (created_at) include (target_id, amount_msat) where counts and verdict <> 'suspicious';
