package org.nostrobservatory.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a zap receipt (kind 9735, NIP-57) says, if it is well formed. It is no proof that anybody paid.
 *
 * @param provider who signed the receipt
 * @param sender who signed the zap request
 * @param target the zapped event; empty if the person was zapped
 * @param amountMsat what the invoice asks for, in millisatoshi, more than 0
 * @param comment the content of the zap request
 */
public record ZapReceipt(
        Bytes provider, Bytes sender, Bytes recipient, Optional<Bytes> target, long amountMsat, String comment) {

    private static final int MAX_TAGS = 1000;

    /**
     * Reads a receipt.
     *
     * @throws IllegalArgumentException if it is not well formed; the message says why
     */
    public static ZapReceipt of(Event receipt) {
        check(receipt.kind() == Kinds.ZAP_RECEIPT, "is no zap receipt");
        Event request = request(receipt);
        List<Bytes> recipients = request.keys("p").toList();
        check(recipients.size() == 1, "the request names not exactly one recipient");
        check(
                receipt.keys("p").findFirst().equals(Optional.of(recipients.get(0))),
                "the receipt names another recipient than the request");
        Optional<Bytes> target = request.keys("e").findFirst();
        check(receipt.keys("e").findFirst().equals(target), "the receipt names another event than the request");
        Bolt11 invoice = Bolt11.parse(receipt.tagValue("bolt11").orElse(""));
        check(invoice.network().equals("bc"), "the invoice is for a test network");
        long amount = invoice.amountMsat()
                .orElseThrow(() -> new IllegalArgumentException("the invoice leaves the amount to the payer"));
        check(
                request.tagValue("amount")
                        .map(text -> text.equals(Long.toString(amount)))
                        .orElse(true),
                "the invoice asks for another amount than the request");
        return new ZapReceipt(receipt.pubkey(), request.pubkey(), recipients.get(0), target, amount, request.content());
    }

    private static Event request(Event receipt) {
        String description =
                receipt.tagValue("description").orElseThrow(() -> new IllegalArgumentException("has no zap request"));
        try {
            Event request = EventJson.parse(description, MAX_TAGS);
            EventVerifier.verify(request);
            check(request.kind() == Kinds.ZAP_REQUEST, "the described event is no zap request");
            return request;
        } catch (InvalidEventException e) {
            throw new IllegalArgumentException(
                    "the zap request is invalid: " + e.reason().code(), e);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
