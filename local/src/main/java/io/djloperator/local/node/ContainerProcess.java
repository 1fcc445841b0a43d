package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One container as a process: the program of the catalogue with the container's arguments and environment, paths replaced. */
record ContainerProcess(Process process, Path terminationLog, Instant started) {
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final List<String> INHERITED = List.of("PATH", "LANG", "LC_ALL", "TZ");

    static ContainerProcess start(
            Container container,
            Catalogue.Program program,
            MountPaths mounts,
            Ports ports,
            Path folder,
            Path log,
            Path terminationLog)
            throws IOException {
        Files.deleteIfExists(terminationLog);
        var command = new ArrayList<>(program.command());
        Optional.ofNullable(container.getArgs()).orElse(List.of()).forEach(arg -> command.add(mounts.rewrite(arg)));
        var process = Guard.start(command, environment(container, program, mounts, ports), folder, log.toFile());
        return new ContainerProcess(process, terminationLog, Instant.now());
    }

    private static Map<String, String> environment(
            Container container, Catalogue.Program program, MountPaths mounts, Ports ports) {
        var environment = new HashMap<String, String>();
        for (var name : INHERITED) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
        }
        Optional.ofNullable(container.getEnv()).orElse(List.of()).forEach(variable -> {
            if (variable.getValue() != null) {
                environment.put(variable.getName(), mounts.rewrite(variable.getValue()));
            }
        });
        environment.putAll(program.environment());
        return ports.rewrite(environment);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended; only for a process that has. */
    ContainerState.Ended ended() {
        return new ContainerState.Ended(process.exitValue(), message(), started, Instant.now());
    }

    private String message() {
        try (var in = Files.newInputStream(terminationLog)) {
            return new String(in.readNBytes(MAX_MESSAGE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // a program that leaves no message is allowed to
        }
    }
}
