package org.nostrobservatory.dvm;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nostrobservatory.protocol.JobKind;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/**
 * What kinds of jobs are called. A built-in title stands above all others, because anybody can write a wiki article; else
 * that which most authors use; of several the one that was used last.
 */
@Stateless
public class KindTitles {

    @Inject
    private Database database;

    public KindTitles() {}

    KindTitles(Database database) {
        this.database = database;
    }

    /** The title of a kind of request, 5000 to 5999; none where nobody gave it one. */
    public Optional<String> of(int kind) {
        return Optional.ofNullable(of(List.of(kind)).get(kind));
    }

    /** The titles of those of these kinds that have one: one look-up, none if all are built in. */
    public Map<Integer, String> of(Collection<Integer> kinds) {
        Map<Integer, String> titles = new HashMap<>();
        kinds.forEach(kind -> JobKind.title(kind).ifPresent(title -> titles.put(kind, title)));
        List<Integer> others =
                kinds.stream().filter(kind -> !titles.containsKey(kind)).toList();
        if (!others.isEmpty()) {
            database.query(
                    """
                    select distinct on (kind) kind, title from kind_title
                    where kind = any (?) and title <> '' and created_at <= extract(epoch from now())
                    group by kind, title order by kind, count(distinct pubkey) desc, max(created_at) desc, title""",
                    row -> titles.put(row.getInt("kind"), row.getString("title")),
                    Column.of("integer", others, kind -> kind));
        }
        return titles;
    }
}
