package org.nostrobservatory.sample;

import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.SecretKey;

/**
 * A Lightning address provider: issues invoices, signs zap receipts (NIP-57).
 *
 * @param domain of the Lightning addresses it serves
 * @param key signs receipts
 * @param nodeKey signs invoices
 */
record LightningProvider(String domain, SecretKey key, Bytes nodeKey) {

    /** An invoice and what proves that it was paid. */
    record Payment(String bolt11, Bytes preimage) {}

    Payment payment(Chance chance, long amountMsat, long timestamp, String description) {
        Bytes preimage = chance.bytes(32);
        Bolt11Invoice invoice = new Bolt11Invoice(
                amountMsat, timestamp, Bytes.sha256(preimage.toArray()), chance.bytes(32), Sha256.of(description));
        return new Payment(invoice.encode(nodeKey.toArray()), preimage);
    }
}
