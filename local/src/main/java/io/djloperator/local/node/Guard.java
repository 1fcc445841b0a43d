package io.djloperator.local.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts programs that never outlive this JVM, not even where it ends by SIGKILL: a shell stands between, and when the pipe that
 * only this JVM holds open closes, it kills the program. The shell also keeps Ctrl-C from the program: its end is ours to order.
 */
public final class Guard {
    private static final String SHELL = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            "$@" 3<&- &
            child=$!
            trap 'again=1; kill -TERM "$child" 2>/dev/null' TERM
            (trap - TERM; read -r _ <&3; kill -KILL "$child" 2>/dev/null) &
            watcher=$!
            exec 3<&-
            again=
            wait "$child"; code=$?
            while [ -n "$again" ]; do
              again=
              wait "$child"; next=$?
              [ "$next" -eq 127 ] || code=$next
            done
            kill -KILL "$watcher" 2>/dev/null
            exit "$code"
            """;

    private Guard() {}

    /**
     * Starts a program with exactly this environment; what it prints is appended to the log file.
     */
    public static Process start(List<String> command, Map<String, String> environment, Path directory, File log)
            throws IOException {
        var guarded = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "guard"));
        guarded.addAll(command);
        var builder = new ProcessBuilder(guarded)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** SIGTERM to the program. By the handle: {@code Process.destroy} also closes the pipe, and that is the order to kill. */
    public static void terminate(Process process) {
        process.toHandle().destroy();
    }

    /** SIGKILL to the program: closing the pipe is the order. */
    public static void kill(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly(); // the shell is gone already
        }
    }

    /** SIGTERM, and SIGKILL where the program has not ended in time. */
    public static void stop(Process process, long graceMillis) throws InterruptedException {
        terminate(process);
        if (!process.waitFor(graceMillis, TimeUnit.MILLISECONDS)) {
            kill(process);
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }
}
