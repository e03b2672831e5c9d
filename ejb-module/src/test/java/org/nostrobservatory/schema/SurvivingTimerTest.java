package org.nostrobservatory.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SurvivingTimerTest {

    @Test
    void whatARunThrowsDoesNotReachTheContainer() throws Exception {
        assertThat(new SurvivingTimer().run(timeout(new DatabaseException("select 1", new SQLException()))))
                .isNull();
    }

    private static InvocationContext timeout(Exception failure) {
        return (InvocationContext) Proxy.newProxyInstance(
                SurvivingTimerTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("proceed")) {
                        throw failure;
                    }
                    return null;
                });
    }
}
