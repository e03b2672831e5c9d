package org.nostrobservatory.person;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Nip19;
import org.nostrobservatory.schema.Database;
import org.nostrobservatory.schema.Database.Column;

/** People in order of what they are worth to others, and people by name or key. Names are strangers' text. */
@Stateless
public class People {

    /** What a list is sorted by, the highest first. */
    public enum Order {
        INFLUENCE("influence", "trusted_influence"),
        FOLLOWERS("followers", "trusted_followers"),
        ZAPS("msat_received", "msat_received"),
        NOTES("notes", "notes");

        private final String column;
        private final String trustedColumn;

        Order(String column, String trustedColumn) {
            this.column = column;
            this.trustedColumn = trustedColumn;
        }

        private String column(boolean trusted) {
            return trusted ? trustedColumn : column;
        }

        private Number number(String text) {
            if (this == INFLUENCE) {
                return Double.valueOf(text);
            }
            return Long.valueOf(text);
        }

        private Number number(ResultSet row) throws SQLException {
            if (this == INFLUENCE) {
                return row.getDouble("place");
            }
            return row.getLong("place");
        }
    }

    /**
     * Where a list goes on.
     *
     * @param value what the last entry was sorted by
     * @param number that tells people with the same value apart
     */
    public record Place(Number value, int number) {

        /** Reads what {@link #text()} wrote; empty for anything else. */
        public static Optional<Place> parse(Order order, String text) {
            String[] parts = text.split(" ", -1);
            try {
                return parts.length == 2
                        ? Optional.of(new Place(order.number(parts[0]), Integer.parseInt(parts[1])))
                                .filter(Place::isPossible)
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** Who has nothing of what a list is sorted by is not on it. */
        private boolean isPossible() {
            return value.doubleValue() > 0 && Double.isFinite(value.doubleValue());
        }

        /** What {@link #parse} reads. */
        public String text() {
            return value + " " + number;
        }
    }

    /**
     * Somebody in a list.
     *
     * @param name null where the profile has none, as the other words of it
     * @param receivedSats whole sats of zaps that count
     */
    public record Entry(
            Bytes pubkey,
            String name,
            String displayName,
            String nip05,
            String picture,
            boolean trusted,
            double influence,
            double trustedInfluence,
            long followers,
            long trustedFollowers,
            long follows,
            long notes,
            long zapsReceived,
            long receivedSats,
            long zapsSent,
            long sentSats) {

        static final String COLUMNS = """
                pubkey, profile.name, profile.display_name, profile.nip05, profile.picture, person.trusted,
                person.influence, person.trusted_influence, person.followers, person.trusted_followers, person.follows,
                person.notes, person.zaps_received, person.msat_received, person.zaps_sent, person.msat_sent\s""";

        static Entry read(ResultSet row) throws SQLException {
            return new Entry(
                    Database.bytes(row, "pubkey"),
                    row.getString("name"),
                    row.getString("display_name"),
                    row.getString("nip05"),
                    row.getString("picture"),
                    row.getBoolean("trusted"),
                    row.getDouble("influence"),
                    row.getDouble("trusted_influence"),
                    row.getLong("followers"),
                    row.getLong("trusted_followers"),
                    row.getLong("follows"),
                    row.getLong("notes"),
                    row.getLong("zaps_received"),
                    row.getLong("msat_received") / 1000,
                    row.getLong("zaps_sent"),
                    row.getLong("msat_sent") / 1000);
        }
    }

    /** @param next null at the end of the list */
    public record Part(List<Entry> people, Place next) {}

    private record Placed(Entry entry, Place place) {}

    private static final Pattern PARTIAL_KEY = Pattern.compile("[0-9a-f]{8,63}");

    /** Of so many names that begin so, the first in the alphabet, those are shown that have most influence. */
    private static final int NAMES = 500;

    @Inject
    private Database database;

    public People() {}

    People(Database database) {
        this.database = database;
    }

    /**
     * A part of a list; who has nothing of what it is sorted by is not on it.
     *
     * @param trusted whether only people of the trust set are on it, and only their follows count
     * @param after null for the first part
     */
    public Part list(Order order, boolean trusted, Place after, int limit) {
        String column = order.column(trusted);
        String sql = "select number, " + column + " as place, " + Entry.COLUMNS
                + " from person left join profile using (pubkey) where " + column + "_magnitude is not null"
                + (trusted ? " and trusted" : "")
                + (after == null
                        ? ""
                        : " and " + column + "_magnitude <= magnitude(?) and (" + column + ", number) < (?, ?)")
                // Equal to the order without the magnitude, of which there is an index.
                + " order by " + column + "_magnitude desc, " + column + " desc, number desc limit ?";
        List<Object> parameters = new ArrayList<>();
        if (after != null) {
            parameters.addAll(List.of(after.value().doubleValue(), after.value(), after.number()));
        }
        parameters.add(limit + 1);
        List<Placed> found = database.query(
                sql,
                row -> new Placed(Entry.read(row), new Place(order.number(row), row.getInt("number"))),
                parameters.toArray());
        return new Part(
                found.stream().limit(limit).map(Placed::entry).toList(),
                found.size() > limit ? found.get(limit - 1).place() : null);
    }

    /**
     * Finds people by their key in any spelling, by the first 8 or more hexadecimal digits of it, or by how their name or
     * display name begins, in upper or lower case.
     *
     * @return those called exactly so first, then the most influential
     */
    public List<Entry> search(String text, int limit) {
        String wanted = text.strip();
        if (wanted.isEmpty() || wanted.indexOf('\0') >= 0) {
            return List.of();
        }
        Optional<Bytes> key = Nip19.publicKey(wanted);
        if (key.isPresent()) {
            return entries(List.of(key.get()));
        }
        Set<Bytes> keys = new TreeSet<>(named(wanted));
        if (PARTIAL_KEY.matcher(wanted).matches()) {
            keys.addAll(beginningWith(wanted, limit));
        }
        return entries(List.copyOf(keys)).stream()
                .sorted(Comparator.comparing((Entry entry) -> !isCalled(entry, wanted))
                        .thenComparing(
                                Comparator.comparingDouble(Entry::influence).reversed())
                        .thenComparing(Entry::pubkey))
                .limit(limit)
                .toList();
    }

    private static boolean isCalled(Entry entry, String name) {
        return name.equalsIgnoreCase(entry.name()) || name.equalsIgnoreCase(entry.displayName());
    }

    private List<Bytes> named(String name) {
        String beginning = Database.text(name, 64);
        List<Bytes> keys = new ArrayList<>();
        for (String column : List.of("name", "display_name")) {
            keys.addAll(database.query(
                    """
                    select pubkey from profile
                    where lower(left(%1$s, 64)) ~>=~ lower(?) and lower(left(%1$s, 64)) ~<~ (lower(?) || chr(1114111))
                    order by lower(left(%1$s, 64)) using ~<~ limit ?""".formatted(column), row -> Database.bytes(row, "pubkey"), beginning, beginning, NAMES));
        }
        return keys;
    }

    private List<Bytes> beginningWith(String hex, int limit) {
        Bytes first = Bytes.fromHex(hex + "0".repeat(64 - hex.length()));
        Bytes last = Bytes.fromHex(hex + "f".repeat(64 - hex.length()));
        return database.query(
                "(select pubkey from author where pubkey between ? and ? order by pubkey limit ?)"
                        + " union (select pubkey from person where pubkey between ? and ? order by pubkey limit ?)",
                row -> Database.bytes(row, "pubkey"),
                first,
                last,
                limit,
                first,
                last,
                limit);
    }

    /** What is known of these keys; an entry without anything for a key that nothing is known of. */
    public List<Entry> entries(List<Bytes> keys) {
        return database.query(
                "select " + Entry.COLUMNS + " from unnest(?) as wanted (pubkey) left join person using (pubkey)"
                        + " left join profile using (pubkey)",
                Entry::read,
                Column.of("bytea", keys, key -> key));
    }
}
