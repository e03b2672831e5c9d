package org.nostrobservatory.zap;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.schema.Database;

/**
 * A receipt as the totals see it.
 *
 * @param verdict a code of ZapVerdict
 * @param counts whether it stands for its payment
 * @param amountMsat 0 where it is invalid
 * @param sender null where it is invalid
 * @param recipient null where it is invalid
 * @param target null where there is none
 * @param payment null where it is invalid
 */
record Tallied(
        long createdAt,
        String verdict,
        boolean counts,
        long amountMsat,
        Bytes sender,
        Bytes recipient,
        Bytes target,
        Bytes payment) {

    /** What {@link #read} needs of a row of {@code zap}. */
    static final String COLUMNS =
            "zap.created_at, zap.verdict, zap.counts, zap.amount_msat, zap.sender, zap.recipient, zap.target_id, zap.payment";

    static Tallied read(ResultSet row) throws SQLException {
        return new Tallied(
                row.getLong("created_at"),
                row.getString("verdict"),
                row.getBoolean("counts"),
                row.getLong("amount_msat"),
                Database.bytes(row, "sender"),
                Database.bytes(row, "recipient"),
                Database.bytes(row, "target_id"),
                Database.bytes(row, "payment"));
    }

    static Tallied invalid(long createdAt) {
        return new Tallied(createdAt, "invalid", true, 0, null, null, null, null);
    }

    /** The same one when it counted, if it does not; when it did not, if it does. */
    Tallied flipped() {
        return new Tallied(createdAt, verdict, !counts, amountMsat, sender, recipient, target, payment);
    }

    /** Under what it is totalled: as in the view {@code zap_entry}. */
    String entry() {
        return counts ? verdict : "copy";
    }

    long minute() {
        return createdAt - createdAt % 60;
    }
}
