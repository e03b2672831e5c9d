package org.nostrobservatory.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of a process, in {@code /proc}. */
final class ProcessCpu {

    /** Of the times in {@code /proc}: USER_HZ, which is 100 on every platform that Java runs on. */
    private static final int MILLIS_PER_TICK = 10;

    /** Positions after the command, which is in parentheses: utime, stime, cutime, cstime of proc(5). */
    private static final int UTIME = 11;

    private ProcessCpu() {}

    /** User and system time of a process, of its living children, and of those that it has buried. Milliseconds. */
    static long millis(long pid) throws IOException {
        long own = times(Path.of("/proc/" + pid + "/stat"), 4);
        long children = 0;
        for (String child : children(pid)) {
            Path stat = Path.of("/proc/" + child + "/stat");
            if (Files.exists(stat)) {
                children += times(stat, 2);
            }
        }
        return (own + children) * MILLIS_PER_TICK;
    }

    private static long times(Path stat, int count) throws IOException {
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Long.parseLong(fields[UTIME + i]);
        }
        return sum;
    }

    private static String[] children(long pid) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                all.append(Files.readString(task.resolve("children"))).append(' ');
            }
        }
        String text = all.toString().strip();
        return text.isEmpty() ? new String[0] : text.split("\\s+");
    }

    static long threads(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.count();
        }
    }

    /** Resident memory in MiB. */
    static long residentMebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
