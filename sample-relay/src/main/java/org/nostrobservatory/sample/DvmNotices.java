package org.nostrobservatory.sample;

import java.util.List;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.SecretKey;
import org.nostrobservatory.protocol.Tag;

/**
 * What else is published about DVMs: servers and DVMs that do not take public requests, and wiki articles that say what kinds of
 * jobs are.
 */
final class DvmNotices {

    private record Server(String name, String about) {}

    private static final List<Server> SERVERS = List.of(
            new Server("Weather Vane", "Forecasts as tools."),
            new Server("Ledger", "Looks up blocks and transactions."),
            new Server("Archivist", "Reads documents that you name."));

    private static final List<String> TITLES = List.of(
            "5250:Text to Speech",
            "5300:Content Discovery",
            "5050:Text Generation",
            "5002:Translation",
            "5302:Content Search");

    private DvmNotices() {}

    /** The secret keys of all authors are made by chance, so that the network's seed decides them. */
    static void plan(Chance chance, Agenda agenda, long start) {
        for (Server server : SERVERS) {
            SecretKey key = chance.secretKey();
            agenda.at(start, now -> contextVm(key, server, now));
        }
        SecretKey hidden = chance.secretKey();
        agenda.at(
                start,
                now -> hidden.sign(
                        now,
                        Kinds.ENCRYPTED_DVM,
                        List.of(),
                        JsonText.object("name", "Sealed Letter", "about", "Answers gift-wrapped questions.")));
        SecretKey writer = chance.secretKey();
        for (String title : TITLES) {
            agenda.at(start, now -> article(writer, Integer.parseInt(title.substring(0, 4)), title.substring(5), now));
        }
    }

    /** A server's announcement: what it says to initialize (Model Context Protocol), its name in tags. */
    private static Event contextVm(SecretKey key, Server server, long now) {
        String initialize = JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("protocolVersion", "2025-06-18");
            json.writeObjectFieldStart("serverInfo");
            json.writeStringField("name", server.name());
            json.writeStringField("version", "1.0.0");
            json.writeEndObject();
            json.writeEndObject();
        });
        return key.sign(
                now,
                Kinds.CONTEXTVM_SERVER,
                List.of(Tag.of("name", server.name()), Tag.of("about", server.about()), Tag.of("support_encryption")),
                initialize);
    }

    private static Event article(SecretKey writer, int kind, String title, long now) {
        return writer.sign(
                now,
                Kinds.WIKI_ARTICLE,
                List.of(
                        Tag.of("d", "kind:" + kind),
                        Tag.of("title", "Nostr DVM Kind %d/%d - %s".formatted(kind, kind + 1000, title))),
                "= " + title + "\n\nJobs of kind " + kind + ".");
    }
}
