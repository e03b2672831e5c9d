package org.nostrobservatory.zap;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.AdvisoryLock;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** Which wallet services are to be asked, and what follows from their answers for the recipients of zaps. */
@Stateless
public class Providers {

    /**
     * What became of a question.
     *
     * @param provider who signs receipts; empty bytes for nobody; null where there was no answer
     * @param error why there was none; null where there was one
     * @param patience how long nobody asks again, at least
     */
    public record Outcome(String address, Bytes provider, String error, Duration patience) {}

    /** Who is asked for again by nobody else meanwhile. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration MOST_PATIENCE = Duration.ofDays(30);
    private static final int KEPT_CHARS = 500;

    /** Whoever has received zaps, or is known to have been sent false ones, with the address in their profile. */
    private static final String NAMED = """
            select pubkey, coalesce(lud16, lud06) as address, received_msat
            from (select pubkey, received_msat from zap_account where received > 0
                  union all
                  select recipient, 0 from zap_provider_key
                  where not exists (select from zap_account where pubkey = recipient and received > 0)
                  group by recipient) as paid
            join profile using (pubkey) where coalesce(lud16, lud06) ~ '^[!-~]+$' and length(coalesce(lud16, lud06)) <= 1000""";

    private static final String CLAIM_DUE = """
            with due as (
                select address from (%s) as named left join zap_provider using (address)
                where coalesce(next_check_at, 0) <= ? group by address order by sum(received_msat) desc, address limit ?
            )
            insert into zap_provider (address, next_check_at, failures) select address, ?, 0 from due order by address
            on conflict (address) do update set next_check_at = excluded.next_check_at returning address""".formatted(NAMED);

    private static final String NEWS = """
            select pubkey, named.address, zap_provider.provider, answered_at,
                   known.last_at is null or known.last_at + ? < answered_at as is_new
            from (%s) as named join zap_provider using (address)
            left join zap_provider_key as known on known.recipient = pubkey and known.address = named.address
                                               and known.provider = zap_provider.provider
            where answered_at is not null and (known.last_at is null or known.last_at < answered_at)
            order by pubkey limit ?""".formatted(NAMED);

    /** What has become known of somebody. */
    private record News(Bytes recipient, String address, Bytes provider, long answeredAt, boolean isNew) {}

    @Inject
    private Database database;

    public Providers() {}

    Providers(Database database) {
        this.database = database;
    }

    /**
     * The addresses that are to be asked now, those first through which most was zapped; nobody else is told them for ten
     * minutes. Reads all who have received zaps.
     */
    public List<String> claimDue(Instant now, int limit) {
        return AdvisoryLock.WALLET_SERVICES.tryLock(database)
                ? database.query(
                        CLAIM_DUE,
                        row -> row.getString("address"),
                        now.getEpochSecond(),
                        limit,
                        now.plus(CLAIM).getEpochSecond())
                : List.of();
    }

    /** Keeps what became of questions that were put now. Who fails again and again is asked less and less. */
    public void store(List<Outcome> outcomes, Instant now) {
        List<Outcome> rows =
                outcomes.stream().sorted(Comparator.comparing(Outcome::address)).toList();
        database.update(
                """
                insert into zap_provider as old (address, next_check_at, failures, error, answered_at, provider)
                select address, ? + patience, case when error is null then 0 else 1 end, error,
                       case when error is null then ? end, provider
                from unnest(?, ?, ?, ?) as asked (address, patience, error, provider)
                on conflict (address) do update
                set next_check_at = case when excluded.error is null then excluded.next_check_at
                        else ? + least((excluded.next_check_at - ?) << least(old.failures, 10), ?) end,
                    failures = case when excluded.error is null then 0 else old.failures + 1 end,
                    error = excluded.error,
                    answered_at = coalesce(excluded.answered_at, old.answered_at),
                    provider = coalesce(excluded.provider, old.provider)""",
                now.getEpochSecond(),
                now.getEpochSecond(),
                Column.of("text", rows, Outcome::address),
                Column.of("bigint", rows, row -> row.patience().toSeconds()),
                Column.of("text", rows, row -> Database.text(row.error(), KEPT_CHARS)),
                Column.of("bytea", rows, Outcome::provider),
                now.getEpochSecond(),
                now.getEpochSecond(),
                MOST_PATIENCE.toSeconds());
    }

    /**
     * Tells the recipients of zaps from the addresses in their profiles, so many at most, and has the receipts of those
     * judged anew of whom something is known that was not. What was known of them before, by another address, stays.
     *
     * @return how many there were
     */
    public int learn(Instant now, int limit) {
        List<News> news = database.query(
                NEWS,
                row -> new News(
                        Database.bytes(row, "pubkey"),
                        row.getString("address"),
                        Database.bytes(row, "provider"),
                        row.getLong("answered_at"),
                        row.getBoolean("is_new")),
                ProviderHistory.LASTS.toSeconds(),
                limit);
        if (!news.isEmpty()) {
            database.update(
                    """
                    insert into zap_provider_key as old (recipient, address, provider, first_at, last_at)
                    select recipient, address, provider, ?, answered_at
                    from unnest(?, ?, ?, ?) as news (recipient, address, provider, answered_at)
                    on conflict (recipient, address, provider) do update
                    set last_at = greatest(old.last_at, excluded.last_at)""",
                    now.getEpochSecond(),
                    Column.of("bytea", news, News::recipient),
                    Column.of("text", news, News::address),
                    Column.of("bytea", news, News::provider),
                    Column.of("bigint", news, News::answeredAt));
            database.update(
                    """
                    insert into zap_rejudgement (recipient, created_at, receipt_id)
                    select *, -1, '' from unnest(?) as recipient
                    on conflict (recipient) do update set (created_at, receipt_id) = (-1, '')""", Column.of("bytea", news.stream().filter(News::isNew).toList(), News::recipient));
        }
        return news.size();
    }
}
