package org.nostrobservatory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nostrobservatory.protocol.Fixtures.ALICE;
import static org.nostrobservatory.protocol.Fixtures.BOB;
import static org.nostrobservatory.protocol.Fixtures.MAX_TAGS;
import static org.nostrobservatory.protocol.Fixtures.refusal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final Event EVENT = ALICE.sign(
            100,
            1,
            List.of(Tag.of("r", "first", "second"), Tag.of("t"), Tag.of("t", ""), Tag.of("T", "upper")),
            "text");

    private static Filter filter(String json) throws InvalidEventException {
        ClientMessage message = ClientMessage.parse("[\"REQ\",\"s\"," + json + "]", MAX_TAGS);
        return ((ClientMessage.Request) message).filters().get(0);
    }

    private static boolean matches(String json) throws InvalidEventException {
        return filter(json.replace('\'', '"')
                        .replace("ALICE", ALICE.publicKey().hex())
                        .replace("BOB", BOB.publicKey().hex())
                        .replace("ID", EVENT.id().hex()))
                .matches(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'ids':['ID']}",
                "{'authors':['BOB','ALICE']}",
                "{'kinds':[7,1]}",
                "{'#r':['first']}",
                "{'#r':['no','first']}",
                "{'#t':['']}",
                "{'#T':['upper']}",
                "{'#r':['first'],'#T':['upper'],'kinds':[1],'since':100,'until':100}",
                "{'since':100}",
                "{'since':-1}",
                "{'since':-9223372036854775808}",
                "{'until':100}",
                "{'until':9223372036854775807}",
                "{'limit':0}",
                "{'limit':-1}",
                "{'limit':99999999999}",
                "{'search':'nothing','other':{'kinds':[2]}}",
                "{'#tt':['x'],'#1':['x'],'#':['x'],'#é':['x'],'e':['x']}"
            })
    void matchesTheEvent(String json) throws Exception {
        assertThat(matches(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ids':[]}",
                "{'authors':[]}",
                "{'kinds':[]}",
                "{'#e':[]}",
                "{'ids':['ALICE']}",
                "{'authors':['BOB']}",
                "{'kinds':[0]}",
                "{'#r':['second']}",
                "{'#r':['r']}",
                "{'#r':['firs']}",
                "{'#t':['t']}",
                "{'#t':['upper']}",
                "{'#R':['first']}",
                "{'#p':['ID']}",
                "{'#r':['first'],'#T':['no']}",
                "{'since':101}",
                "{'until':99}",
                "{'until':-1}",
                "{'since':100,'until':99}"
            })
    void doesNotMatchTheEvent(String json) throws Exception {
        assertThat(matches(json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ids':['abc']}",
                "{'ids':'ID'}",
                "{'ids':[1]}",
                "{'ids':null}",
                "{'authors':[null]}",
                "{'kinds':['1']}",
                "{'kinds':1}",
                "{'kinds':[1.0]}",
                "{'kinds':[4294967297]}",
                "{'kinds':[-1]}",
                "{'kinds':[65536]}",
                "{'#e':'x'}",
                "{'#e':[1]}",
                "{'#e':[['x']]}",
                // NIP-01 wants exact ids and keys here, too.
                "{'#e':['x']}",
                "{'#p':['']}",
                "{'#e':['ID','AB']}",
                "{'#p':['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']}",
                // What stands twice can be read in two ways.
                "{'kinds':[1],'kinds':[1]}",
                "{'#t':[''],'#t':['']}",
                "{'other':1,'other':1}",
                "{'since':'1'}",
                "{'since':1.5}",
                "{'since':1e3}",
                "{'until':null}",
                "{'until':9223372036854775808}",
                "{'limit':'1'}",
                "{'limit':1.5}"
            })
    void refusesFieldsOfTheWrongType(String json) {
        assertThat(refusal(() -> matches(json)).reason()).isEqualTo(RejectionReason.BAD_FRAME);
    }

    @Test
    void clampsTheLimit() throws Exception {
        assertThat(filter("{\"limit\":99999999999}").limit()).hasValue(Integer.MAX_VALUE);
        assertThat(filter("{\"limit\":-7}").limit()).hasValue(0);
        assertThat(filter("{}").limit()).isEmpty();
    }

    @Test
    void nobodyChangesIt() {
        Set<Integer> kinds = new HashSet<>(Set.of(1));
        Filter filter = new Filter(
                null, null, kinds, Map.of(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
        kinds.clear();

        assertThat(filter.matches(EVENT)).isTrue();
    }

    @Test
    void cannotBeWhatNip01DoesNotAllow() {
        Set<Bytes> sig = Set.of(EVENT.sig());
        assertThatThrownBy(() -> filter(sig, null, null, Map.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> filter(null, sig, null, Map.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        for (int kind : new int[] {-1, 65_536}) {
            assertThatThrownBy(() -> filter(null, null, Set.of(kind), Map.of(), 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("", "tt", "1", "é", "#")) {
            assertThatThrownBy(() -> filter(null, null, null, Map.of(name, Set.of()), 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> filter(null, null, null, Map.of("p", Set.of("x")), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> filter(null, null, null, Map.of(), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Filter filter(
            Set<Bytes> ids, Set<Bytes> authors, Set<Integer> kinds, Map<String, Set<String>> tags, int limit) {
        return new Filter(ids, authors, kinds, tags, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.of(limit));
    }
}
