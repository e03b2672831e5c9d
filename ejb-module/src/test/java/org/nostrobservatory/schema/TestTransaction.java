package org.nostrobservatory.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction as the container would run it: every connection that is asked for is the same one. */
public final class TestTransaction implements AutoCloseable {

    private final Connection connection;

    public TestTransaction(DataSource dataSource) throws SQLException {
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
    }

    /** The database within the transaction. */
    public Database database() {
        Connection shared = proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return new Database(proxy(DataSource.class, (method, arguments) -> shared));
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private interface Call {
        Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.answer(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
