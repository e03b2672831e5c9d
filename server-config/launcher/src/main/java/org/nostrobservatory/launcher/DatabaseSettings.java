package org.nostrobservatory.launcher;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the embedded PostgreSQL is told. What {@code ALTER SYSTEM} sets wins over it. */
final class DatabaseSettings {

    private static final long MIB = 1 << 20;
    private static final long MIN_SHARED_BUFFERS = 64 * MIB;
    private static final long MAX_SHARED_BUFFERS = 4096 * MIB;
    private static final long MIN_WAL = 1024 * MIB;
    private static final long MAX_WAL = 16384 * MIB;

    private DatabaseSettings() {}

    /**
     * The configuration file.
     *
     * @param durable whether what is committed survives a crash of the machine; false is for tests
     * @param disk bytes, of the disk that the data lies on
     */
    static String file(int port, boolean durable, long disk) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");

        String onOff = durable ? "on" : "off";
        settings.put("fsync", onOff);
        settings.put("full_page_writes", onOff);
        settings.put("synchronous_commit", onOff);

        long memory = memoryOfTheMachine();
        settings.put("shared_buffers", mebibytes(sharedBuffers(memory)));
        settings.put("effective_cache_size", mebibytes(memory / 2));
        settings.put("random_page_cost", "1.1");
        // After each checkpoint every page is logged whole once, and most are pages of indexes by random keys, which
        // do not compress: checkpoints are rare instead, as far as the disk allows.
        settings.put("wal_compression", "off");
        settings.put("max_wal_size", mebibytes(walSize(disk)));
        settings.put("checkpoint_timeout", "15min");
        settings.put("shared_preload_libraries", "pg_stat_statements");
        settings.put("log_min_duration_statement", "5s");
        // The parameters of an insert are megabytes of events.
        settings.put("log_parameter_max_length", "200");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'\n")
                .collect(Collectors.joining(
                        "", "# Written at each start. To change a setting, use ALTER SYSTEM as user postgres.\n", ""));
    }

    /** An eighth of the memory, within limits. Bytes. */
    static long sharedBuffers(long memory) {
        return Math.max(MIN_SHARED_BUFFERS, Math.min(MAX_SHARED_BUFFERS, memory / 8));
    }

    /** A twentieth of the disk, within limits. Bytes. */
    static long walSize(long disk) {
        return Math.max(MIN_WAL, Math.min(MAX_WAL, disk / 20));
    }

    private static String mebibytes(long bytes) {
        return bytes / MIB + "MB";
    }

    private static long memoryOfTheMachine() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
