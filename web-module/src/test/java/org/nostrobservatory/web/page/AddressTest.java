package org.nostrobservatory.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nostrobservatory.note.Notes;

class AddressTest {

    @Test
    void changesOneParameterAndKeepsTheOthers() {
        Address address = get("window", "24h", "q", "a b&c=ä\"<", "cursor", "xyz");

        assertThat(address.with("window", "7d")).isEqualTo("?window=7d&q=a+b%26c%3D%C3%A4%22%3C");
        assertThat(address.with("limit", 20)).isEqualTo("?window=24h&q=a+b%26c%3D%C3%A4%22%3C&limit=20");
        assertThat(address.get("cursor")).isEqualTo("xyz");
        assertThat(address.get("absent")).isNull();
    }

    @Test
    void readsWordsAndFlags() {
        assertThat(get("trusted", "true").flag("trusted")).isTrue();
        assertThat(get("trusted", "yes").flag("trusted")).isFalse();
        assertThat(get("by", "replies").word("by", Notes.By.VIRALITY)).isEqualTo(Notes.By.REPLIES);
        assertThat(get("by", "REPLIES").word("by", Notes.By.VIRALITY)).isEqualTo(Notes.By.VIRALITY);
        assertThat(get().word("by", Notes.By.ZAPS)).isEqualTo(Notes.By.ZAPS);
    }

    @Test
    void findsThemAgainInAForm() {
        Map<String, String[]> sent = new LinkedHashMap<>();
        get("window", "6h", "by", "zaps")
                .getFields()
                .forEach(field -> sent.put(field.getKey(), new String[] {field.getValue()}));
        sent.put("live", new String[] {"live"});
        sent.put("jakarta.faces.ViewState", new String[] {"stateless"});
        sent.put("live:filter", new String[] {"x"});

        Address address = new Address("POST", sent);
        assertThat(address.get("window")).isEqualTo("6h");
        assertThat(address.get("live")).isNull();
        assertThat(address.with("by", "sats")).isEqualTo("?window=6h&by=sats");
    }

    @Test
    void hasNoWayToForgeFieldsOfAForm() {
        assertThat(get("jakarta.faces.ViewState", "x", "live:refresh", "x", "address:window", "x")
                        .getFields())
                .isEmpty();
    }

    @Test
    void boundsWhatItRepeats() {
        String[] many = IntStream.range(0, 60).mapToObj(i -> "p" + i).toArray(String[]::new);
        assertThat(get(many).getFields()).hasSize(20);
        assertThat(get("q", "x".repeat(501)).getFields()).isEmpty();
    }

    private static Address get(String... namesAndValues) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], new String[] {namesAndValues[i + 1]});
        }
        return new Address("GET", parameters);
    }
}
