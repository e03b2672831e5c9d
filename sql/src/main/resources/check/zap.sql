-- What component zap says, against the stored events. Answers the rows that differ; none if all is right.
-- Needs PostgreSQL 16. SQL verifies neither the signature of a zap request nor the checksum of an invoice: a receipt that is
-- malformed in that alone is shown as missing though it is rightly not there. The comment is not compared.
with receipt as materialized (
    select id, pubkey as provider, created_at,
           (select decode(substr((tag -> 1)::text, 2, 64), 'hex')
            from json_array_elements(tags) with ordinality as t (tag, place)
            where (tag -> 0)::text = '"p"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$' order by place limit 1) as recipient,
           (select decode(substr((tag -> 1)::text, 2, 64), 'hex')
            from json_array_elements(tags) with ordinality as t (tag, place)
            where (tag -> 0)::text = '"e"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$' order by place limit 1) as target,
           (select tag -> 1 from json_array_elements(tags) with ordinality as t (tag, place)
            where (tag -> 0)::text = '"description"' order by place limit 1) as description,
           (select tag -> 1 from json_array_elements(tags) with ordinality as t (tag, place)
            where (tag -> 0)::text = '"bolt11"' order by place limit 1) as bolt11
    from event where kind = 9735
), readable as materialized (
    -- U+0000 makes neither an invoice nor JSON.
    select id, provider, created_at, recipient, target, description #>> '{}' as description,
           btrim(bolt11 #>> '{}', E' \t\n\r') as invoice
    from receipt
    where description::text !~ '(?<!\\)(\\\\)*\\u0000' and bolt11::text !~ '(?<!\\)(\\\\)*\\u0000'
), requested as materialized (
    select *, description::json as request from readable where description is json object
), request as materialized (
    select id, provider, created_at, recipient, target,
           decode(substr((request -> 'pubkey')::text, 2, 64), 'hex') as sender,
           (select array_agg(decode(substr((tag -> 1)::text, 2, 64), 'hex'))
            from json_array_elements(request -> 'tags') as tag
            where (tag -> 0)::text = '"p"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$') as recipients,
           (select decode(substr((tag -> 1)::text, 2, 64), 'hex')
            from json_array_elements(request -> 'tags') with ordinality as t (tag, place)
            where (tag -> 0)::text = '"e"' and (tag -> 1)::text ~ '^"[0-9a-f]{64}"$'
            order by place limit 1) as requested_target,
           (select (tag -> 1)::text from json_array_elements(request -> 'tags') with ordinality as t (tag, place)
            where (tag -> 0)::text = '"amount"' order by place limit 1) as requested_amount,
           regexp_match(lower(invoice), '^lnbc([1-9][0-9]{0,19})([munp]?)1([qpzry9x8gf2tvdw0s3jn54khce6mua7l]+)$') as part
    from requested
    where (request -> 'kind')::text = '9734' and (request -> 'pubkey')::text ~ '^"[0-9a-f]{64}"$'
          and json_typeof(request -> 'tags') = 'array' and invoice in (lower(invoice), upper(invoice))
), asked as materialized (
    select *, part[1]::numeric
              * case part[2] when 'm' then 100000000 when 'u' then 100000 when 'n' then 100 when 'p' then 0.1
                else 100000000000 end as msat
    from request where length(part[3]) >= 117
), right_zap as (
    select id, created_at, provider, sender, recipient, target, msat::bigint from asked
    where recipients = array[recipient] and target is not distinct from requested_target
          and msat = trunc(msat) and msat <= 2100000000000000000
          and (requested_amount is null or requested_amount = '"' || trunc(msat) || '"')
), stored_zap as (
    select receipt_id, created_at, provider, sender, recipient, target_id, amount_msat from zap
)
select 'zap' as "table", 'stored' as what, t::text as row
from (table stored_zap except table right_zap) as t
union all
select 'zap', 'right', t::text from (table right_zap except table stored_zap) as t
order by 1, 3, 2;
