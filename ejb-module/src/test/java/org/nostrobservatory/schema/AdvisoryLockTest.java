package org.nostrobservatory.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdvisoryLockTest {

    private final DataSource dataSource = TestDatabase.migratedSource();
    private final Database others = new Database(dataSource);

    @ParameterizedTest
    @EnumSource
    void oneHoldsItUntilTheTransactionEnds(AdvisoryLock lock) throws SQLException {
        try (TestTransaction transaction = new TestTransaction(dataSource)) {
            assertThat(lock.tryLock(transaction.database())).isTrue();
            assertThat(AdvisoryLock.values())
                    .as("of all the others none is taken with it")
                    .allMatch(other -> other.tryLock(others) != (other == lock));
        }
        assertThat(lock.tryLock(others)).isTrue();
    }

    @Test
    void severalMayShareIt() throws SQLException {
        try (TestTransaction one = new TestTransaction(dataSource);
                TestTransaction another = new TestTransaction(dataSource)) {
            AdvisoryLock.ARCHIVE.lockShared(one.database());
            AdvisoryLock.ARCHIVE.lockShared(another.database());
            assertThat(AdvisoryLock.ARCHIVE.tryLock(others)).isFalse();
        }
        AdvisoryLock.ARCHIVE.lock(others);
    }
}
