package org.nostrobservatory.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nostrobservatory.schema.TestDatabase;

class AuditLogTest {

    private final AuditLog log = new AuditLog(TestDatabase.migrated());

    @Test
    void whatWasDoneLastIsReadFirst() {
        log.add("admin", "relay added", "wss://one.example/");
        log.add("ann", "relay paused", "wss://two.example/");

        assertThat(log.list(Long.MAX_VALUE, 10))
                .extracting(AuditLog.Entry::account)
                .containsExactly("ann", "admin");
        AuditLog.Entry newest = log.list(Long.MAX_VALUE, 1).get(0);
        assertThat(log.list(newest.id(), 10)).extracting(AuditLog.Entry::action).containsExactly("relay added");
        assertThat(newest.at()).isNotNull();
    }

    @Test
    void aSubjectIsOneLineThatTheDatabaseTakes() {
        log.add("admin", "job started", "one\r\n[INFO] two\0" + "x".repeat(5_000));

        assertThat(log.list(Long.MAX_VALUE, 1).get(0).subject())
                .startsWith("one  [INFO] two")
                .hasSizeLessThan(2_200)
                .doesNotContain("\n", "\0");
    }
}
