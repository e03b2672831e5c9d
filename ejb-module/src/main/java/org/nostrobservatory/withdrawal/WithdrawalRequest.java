package org.nostrobservatory.withdrawal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nostrobservatory.protocol.Address;
import org.nostrobservatory.protocol.Bytes;
import org.nostrobservatory.protocol.Event;
import org.nostrobservatory.protocol.Kinds;
import org.nostrobservatory.protocol.RelayUrl;

/**
 * What an author wants to be withdrawn: some events (NIP-09) or all of them (NIP-62).
 *
 * @param until created_at of the request: of the addresses, and of everything if it asks for that, the events that are
 *     not newer
 * @param ids single events, whatever their time; those by other authors are not concerned
 * @param addresses of the author alone
 * @param everything whether the author vanishes
 */
public record WithdrawalRequest(Bytes author, long until, Set<Bytes> ids, List<Address> addresses, boolean everything) {

    private static final String ALL_RELAYS = "ALL_RELAYS";

    /**
     * Understands an event as a request; none if it is no request or names nothing that we could withdraw.
     *
     * @param service what a request to vanish may call us, besides {@code ALL_RELAYS}
     */
    public static Optional<WithdrawalRequest> of(Event event, Optional<RelayUrl> service) {
        if (event.kind() == Kinds.DELETION) {
            return Optional.of(new WithdrawalRequest(
                            event.pubkey(),
                            event.createdAt(),
                            event.keys("e").collect(Collectors.toUnmodifiableSet()),
                            ownAddresses(event),
                            false))
                    .filter(request ->
                            !request.ids().isEmpty() || !request.addresses().isEmpty());
        }
        if (event.kind() == Kinds.VANISH && concerns(event, service)) {
            return Optional.of(new WithdrawalRequest(event.pubkey(), event.createdAt(), Set.of(), List.of(), true));
        }
        return Optional.empty();
    }

    private static List<Address> ownAddresses(Event event) {
        return event.tags("a")
                .flatMap(tag -> tag.value().stream())
                .flatMap(value -> Address.parse(value).stream())
                .filter(address -> address.pubkey().equals(event.pubkey()))
                .distinct()
                .toList();
    }

    private static boolean concerns(Event event, Optional<RelayUrl> service) {
        return event.tags("relay")
                .flatMap(tag -> tag.value().stream())
                .anyMatch(relay -> relay.equals(ALL_RELAYS) || service.isPresent() && isUrl(relay, service.get()));
    }

    private static boolean isUrl(String text, RelayUrl service) {
        try {
            return new RelayUrl(text).equals(service);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
