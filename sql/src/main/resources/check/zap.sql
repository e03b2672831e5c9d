-- What component zap says, against the stored events. Answers the rows that differ; none if all is right.
-- Needs PostgreSQL 16. SQL verifies neither the signature of a zap request nor the checksum and the fields of an invoice: a
-- receipt that is malformed in that alone is shown as missing though it is rightly not there. One with U+0000 in any tag is
-- shown as too many. Verdict, reason, payment and comment are not compared: the totals are, with the verdicts as they stand.
-- What wallet services said (zap_provider, zap_provider_key) stands in no event.
with receipt as materialized (
    select id, pubkey as provider, created_at, tags from event
    where kind = 9735 and tags::text !~ '(?<!\\)(\\\\)*\\u0000'
), papers as materialized (
    select id, provider, created_at,
           array(select distinct coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'p') as recipients,
           array(select distinct coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'e') as targets,
           array(select distinct coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'a') as addresses,
           array(select coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'P') as signers,
           array(select tag ->> 1 from json_array_elements(tags) as tag where tag ->> 0 = 'description') as descriptions,
           array(select btrim(tag ->> 1, E' \t\n\r') from json_array_elements(tags) as tag where tag ->> 0 = 'bolt11') as invoices
    from receipt
), requested as materialized (
    select *, descriptions[1]::json as request, invoices[1] as invoice from papers
    where cardinality(descriptions) = 1 and cardinality(invoices) = 1 and descriptions[1] is json object
), request as materialized (
    select id, provider, created_at, recipients, targets, addresses, signers, invoice,
           request ->> 'pubkey' as sender, request -> 'tags' as tags
    from requested
    where (request -> 'kind')::text = '9734' and (request -> 'pubkey')::text ~ '^"[0-9a-f]{64}"$'
          and json_typeof(request -> 'tags') = 'array' and (request -> 'tags')::text !~ '(?<!\\)(\\\\)*\\u0000'
), asked as materialized (
    select *,
           array(select coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'p') as asked_recipients,
           array(select coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'e') as asked_targets,
           array(select coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'a') as asked_addresses,
           array(select coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'P') as asked_signers,
           array(select coalesce(tag ->> 1, '') from json_array_elements(tags) as tag where tag ->> 0 = 'amount') as asked_amounts,
           regexp_match(lower(invoice), '^lnbc([1-9][0-9]{0,19})([munp]?)1([qpzry9x8gf2tvdw0s3jn54khce6mua7l]+)$') as part
    from request where invoice in (lower(invoice), upper(invoice)) and length(invoice) <= 7089
), paid as materialized (
    select *, part[1]::numeric
              * case part[2] when 'm' then 100000000 when 'u' then 100000 when 'n' then 100 when 'p' then 0.1
                else 100000000000 end as msat
    from asked where length(part[3]) >= 117
), right_zap as (
    select id, created_at, provider, decode(sender, 'hex'), decode(asked_recipients[1], 'hex'),
           decode(asked_targets[1], 'hex'), msat::bigint
    from paid
    where cardinality(asked_recipients) = 1 and asked_recipients[1] ~ '^[0-9a-f]{64}$' and recipients = asked_recipients
          and cardinality(asked_targets) <= 1 and coalesce(asked_targets[1] ~ '^[0-9a-f]{64}$', true) and targets = asked_targets
          and cardinality(asked_addresses) <= 1 and coalesce(asked_addresses[1] ~ '^[0-9]+:[0-9a-f]{64}:', true)
          and addresses = asked_addresses
          and cardinality(asked_signers) <= 1 and asked_signers || signers <@ array[sender, encode(provider, 'hex')]
          and msat = trunc(msat) and msat <= 2100000000000000000
          and not exists (select from unnest(asked_amounts) as amount
                          where case when amount ~ '^[0-9]{1,19}$' then amount::numeric <> msat else true end)
), right_count as (
    select receipt_id, row_number() over (partition by payment order by
               array_position(array['verified', 'plausible', 'suspicious'], verdict), created_at, receipt_id) = 1
    from zap
), stored_count as (
    select receipt_id, counts from zap
), right_invalid as (
    select id, created_at from event where kind = 9735 and not exists (select from zap where receipt_id = id)
), stored_invalid as (
    select receipt_id, created_at from invalid_zap
), entry as (
    select created_at, sender, recipient, amount_msat, case when counts then verdict else 'copy' end as verdict from zap
    union all
    select created_at, null, null, 0, 'invalid' from invalid_zap
), right_total as (
    select verdict, count(*), sum(amount_msat) from entry group by verdict
), right_minute as (
    select 60 * (created_at / 60), verdict, count(*), sum(amount_msat) from entry group by created_at / 60, verdict
), received as (
    select recipient as pubkey, count(*) as zaps, sum(amount_msat) as msat from entry
    where verdict in ('verified', 'plausible') group by recipient
), sent as (
    select sender as pubkey, count(*) as zaps, sum(amount_msat) as msat from entry
    where verdict in ('verified', 'plausible') group by sender
), right_account as (
    select pubkey, coalesce(received.zaps, 0), coalesce(received.msat, 0), coalesce(sent.zaps, 0), coalesce(sent.msat, 0)
    from received full join sent using (pubkey)
), stored_total as (
    select verdict, zaps, msat from zap_total
), stored_minute as (
    select minute, verdict, zaps, msat from zap_minute
), stored_account as (
    select pubkey, received, received_msat, sent, sent_msat from zap_account
), stored_zap as (
    select receipt_id, created_at, provider, sender, recipient, target_id, amount_msat from zap
)
select 'zap' as "table", 'stored' as what, t::text as row
from (table stored_zap except table right_zap) as t
union all
select 'zap', 'right', t::text from (table right_zap except table stored_zap) as t
union all
select 'zap', 'counts', t::text from (table right_count except table stored_count) as t
union all
select 'invalid_zap', 'stored', t::text from (table stored_invalid except table right_invalid) as t
union all
select 'invalid_zap', 'right', t::text from (table right_invalid except table stored_invalid) as t
union all
select 'zap_total', 'stored', t::text from (table stored_total except table right_total) as t
union all
select 'zap_total', 'right', t::text from (table right_total except table stored_total) as t
union all
select 'zap_minute', 'stored', t::text from (table stored_minute except table right_minute) as t
union all
select 'zap_minute', 'right', t::text from (table right_minute except table stored_minute) as t
union all
select 'zap_account', 'stored', t::text from (table stored_account except table right_account) as t
union all
select 'zap_account', 'right', t::text from (table right_account except table stored_account) as t
order by 1, 3, 2;
