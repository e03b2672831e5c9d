package org.nostrobservatory.collector;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.client.ClientManager;

/**
 * What sessions ask for executors: they have no idle time-out of their own, {@link KeepAlive} tells who is idle.
 *
 * <p>Tyrus 2.1 schedules a task for each message it receives, after no time where there is no time-out, and the managed
 * executor looks through the whole class path for each: that took more time than all else the server does with an event.
 */
final class RelayContainer extends ClientManager {

    private final ScheduledExecutorService executor = withoutIdleTimeouts(super.getScheduledExecutorService());

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return executor;
    }

    /** The same executor, but what it is to do at once after no time is not done at all. */
    static ScheduledExecutorService withoutIdleTimeouts(ScheduledExecutorService executor) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                RelayContainer.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("schedule") && (long) arguments[1] <= 0) {
                        // Tyrus keeps it to cancel it, if there is one.
                        return null;
                    }
                    try {
                        return method.invoke(executor, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
