package org.nostrobservatory.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A zap of an event that nothing can be said against, made for the tests: change what is to be wrong, then sign it. */
final class Zapping {

    static final SecretKey SENDER = Fixtures.key(7);
    static final SecretKey PROVIDER = Fixtures.key(8);
    static final SecretKey RECIPIENT = Fixtures.key(9);
    static final Bytes NOTE = Fixtures.bytes(32, 0xBB);
    static final long AMOUNT_MSAT = 21_000;
    static final long PAID = Invoices.ISSUED + 10;

    SecretKey sender = SENDER;
    SecretKey provider = PROVIDER;
    int requestKind = Kinds.ZAP_REQUEST;
    int receiptKind = Kinds.ZAP_RECEIPT;
    long receiptTime = PAID;
    String comment = "thanks";
    String invoicePrefix = "lnbc210n";
    final List<Tag> requestTags = new ArrayList<>();
    final List<Tag> receiptTags = new ArrayList<>();
    UnaryOperator<String> description = json -> json;
    /** From the description as it stands in the receipt. */
    UnaryOperator<String> invoice =
            description -> Invoices.invoice(invoicePrefix, Invoices.descriptionHash(description));

    Zapping() {
        both(Tag.of("p", RECIPIENT.publicKey().hex()));
        both(Tag.of("e", NOTE.hex(), "wss://relay.example/"));
        requestTags.add(Tag.of("amount", Long.toString(AMOUNT_MSAT)));
        requestTags.add(Tag.of("relays", "wss://relay.example/", "wss://other.example/"));
        receiptTags.add(Tag.of("P", SENDER.publicKey().hex()));
        receiptTags.add(Tag.of("preimage", Invoices.PREIMAGE.hex()));
    }

    Zapping both(Tag tag) {
        return request(tag).receipt(tag);
    }

    Zapping request(Tag tag) {
        requestTags.add(tag);
        return this;
    }

    Zapping receipt(Tag tag) {
        receiptTags.add(tag);
        return this;
    }

    Zapping without(String name) {
        return withoutInRequest(name).withoutInReceipt(name);
    }

    Zapping withoutInRequest(String name) {
        requestTags.removeIf(tag -> tag.name().equals(name));
        return this;
    }

    Zapping withoutInReceipt(String name) {
        receiptTags.removeIf(tag -> tag.name().equals(name));
        return this;
    }

    Zapping invoice(String text) {
        invoice = description -> text;
        return this;
    }

    Zapping prefix(String prefix) {
        invoicePrefix = prefix;
        return this;
    }

    Zapping sender(SecretKey key) {
        sender = key;
        withoutInReceipt("P");
        return this;
    }

    Zapping provider(SecretKey key) {
        provider = key;
        return this;
    }

    Zapping paidAt(long time) {
        receiptTime = time;
        return this;
    }

    Zapping kinds(int request, int receipt) {
        requestKind = request;
        receiptKind = receipt;
        return this;
    }

    Zapping description(UnaryOperator<String> change) {
        description = change;
        return this;
    }

    Event sign() {
        Event request = sender.sign(Invoices.ISSUED - 5, requestKind, requestTags, comment);
        String text = description.apply(EventJson.write(request));
        List<Tag> tags = new ArrayList<>(receiptTags);
        tags.add(Tag.of("bolt11", invoice.apply(text)));
        tags.add(Tag.of("description", text));
        return provider.sign(receiptTime, receiptKind, tags, "");
    }
}
