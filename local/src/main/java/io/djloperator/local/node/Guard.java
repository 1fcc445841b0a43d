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
 * only this JVM holds open closes, it kills the program. The program leads a process group of its own: what it has started goes with
 * it, as with a container, and Ctrl-C does not reach it, since its end is ours to order.
 */
public final class Guard {
    /** {@code setsid} is Linux's; on macOS perl does the same. Where neither is there, children of the program are not followed. */
    private static final String SHELL = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            if command -v setsid >/dev/null; then
              set -- setsid "$@"
            elif command -v perl >/dev/null; then
              set -- perl -e 'setpgrp(0, 0); exec { $ARGV[0] } @ARGV or exit 127' "$@"
            fi
            end() { kill -s KILL -- "-$1" 2>/dev/null || kill -KILL "$1" 2>/dev/null; }
            "$@" 3<&- &
            child=$!
            trap 'again=1; kill -TERM "$child" 2>/dev/null' TERM
            (trap - TERM; read -r _ <&3; end "$child") &
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
            end "$child"
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
