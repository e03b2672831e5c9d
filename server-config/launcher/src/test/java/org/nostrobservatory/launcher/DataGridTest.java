package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DataGridTest {

    @Test
    void withoutAnAddressThereIsOneServer() {
        assertThat(DataGrid.of(Map.of("OBSERVATORY_GRID_SECRET", "unused"))).isEmpty();
        assertThat(DataGrid.of(Map.of("OBSERVATORY_JOIN", " , "))).isEmpty();
    }

    @Test
    void whoJoinsListensAtTheLoopbackAddressOnly() {
        DataGrid grid = DataGrid.of(Map.of("OBSERVATORY_JOIN", "127.0.0.1:6900, 127.0.0.1:6901"))
                .orElseThrow();
        assertThat(grid.host()).isEqualTo("127.0.0.1");
        assertThat(grid.port()).isPositive();
        assertThat(grid.jvmOptions()).contains("-Dhazelcast.socket.bind.any=false");
        assertThat(grid.serverOptions())
                .containsSequence("--clustermode", "tcpip:127.0.0.1:6900,127.0.0.1:6901")
                .containsSequence("--interfaces", "127.0.0.1");
    }

    @Test
    void theFirstOneLooksForNobodyElse() {
        DataGrid grid =
                DataGrid.of(Map.of("OBSERVATORY_GRID", "127.0.0.1:6900")).orElseThrow();
        assertThat(grid.serverOptions())
                .containsSequence("--clustermode", "tcpip:127.0.0.1:6900")
                .containsSequence("--startport", "6900");
    }

    @Test
    void beyondTheLoopbackAddressASecretIsNeeded() {
        assertThatThrownBy(() -> DataGrid.of(Map.of("OBSERVATORY_GRID", "192.0.2.1:6900")))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("OBSERVATORY_GRID_SECRET");
        DataGrid grid = DataGrid.of(Map.of("OBSERVATORY_GRID", "192.0.2.1:6900", "OBSERVATORY_GRID_SECRET", "hidden"))
                .orElseThrow();
        assertThat(grid.address()).isEqualTo("192.0.2.1:6900");
    }

    @Test
    void theSecretIsInTheNameOfTheClusterButCannotBeReadFromIt() {
        String hidden = cluster("hidden");
        assertThat(hidden)
                .isEqualTo(cluster("hidden"))
                .isNotEqualTo(cluster("other"))
                .doesNotContain("hidden");
    }

    private static String cluster(String secret) {
        return DataGrid.of(Map.of("OBSERVATORY_JOIN", "127.0.0.1:1", "OBSERVATORY_GRID_SECRET", secret))
                .orElseThrow()
                .cluster();
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String wrong : new String[] {"6900", "host:", "host:70000", "a b:1"}) {
            assertThatThrownBy(() -> DataGrid.of(Map.of("OBSERVATORY_JOIN", wrong)))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("OBSERVATORY_JOIN")
                    .hasMessageContaining("host:port");
        }
    }
}
