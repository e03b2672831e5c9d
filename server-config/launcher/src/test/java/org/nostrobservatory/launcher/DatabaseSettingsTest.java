package org.nostrobservatory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {

    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({"10, 1024MB", "100, 5120MB", "4000, 16384MB"})
    void theLogMayTakeATwentiethOfTheDisk(long gibibytes, String expected) {
        assertThat(DatabaseSettings.file(5432, true, gibibytes * GIB)).contains("max_wal_size = '" + expected + "'");
    }

    @ParameterizedTest
    @CsvSource({"true, on", "false, off"})
    void whatIsCommittedIsOnDiskUnlessInTests(boolean durable, String expected) {
        assertThat(DatabaseSettings.file(5432, durable, GIB))
                .contains("fsync = '" + expected + "'")
                .contains("full_page_writes = '" + expected + "'")
                .contains("synchronous_commit = '" + expected + "'");
    }
}
