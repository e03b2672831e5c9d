package org.nostrobservatory.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The process of {@link SendingRelays}. */
final class Sender implements AutoCloseable {

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;
    private final int port;

    private Sender(Process process) throws IOException {
        this.process = process;
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = answers.readLine();
        if (line == null || !line.startsWith("port ")) {
            throw new IOException("The sending relays have not started: " + line);
        }
        port = Integer.parseInt(line.substring("port ".length()));
    }

    static Sender start(Path corpus) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingRelays.class.getName(),
                        corpus.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Sender(process);
    }

    /** The addresses of that many relays, for OBSERVATORY_RELAYS. */
    String relays(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "ws://127.0.0.1:" + port + "/" + i)
                .collect(Collectors.joining(","));
    }

    long cpuMillis() throws IOException {
        return ProcessCpu.millis(process.pid());
    }

    void awaitConnected(int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        for (String[] found = new String[1]; !("connected " + count).equals(found[0]); ) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not all relays are connected to: " + found[0]);
            }
            Thread.sleep(200);
            command("connected", line -> found[0] = line);
        }
    }

    /** Has the command obeyed; returns when it is. */
    void command(String command, Consumer<String> answer) throws IOException {
        commands.println(command);
        for (String line = answers.readLine(); !"done".equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("The sending relays have ended");
            }
            answer.accept(line);
        }
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
