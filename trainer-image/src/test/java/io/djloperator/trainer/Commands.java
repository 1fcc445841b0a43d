package io.djloperator.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.trainer.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the program's commands as a pod does, in this process. */
final class Commands {
    private Commands() {}

    /** An exit code and the termination message. */
    record Ended(int exitCode, Result result) {}

    static Ended run(Path folder, List<Path> documents) throws IOException {
        var arguments = new ArrayList<String>(List.of("run"));
        documents.forEach(document -> arguments.add(document.toString()));
        arguments.addAll(List.of("--mount", "pvc://models=" + folder.resolve("volume"), "--work", folder.toString()));
        return execute(folder, arguments);
    }

    static Ended execute(Path folder, List<String> arguments) throws IOException {
        var log = folder.resolve("termination-log");
        Files.deleteIfExists(log);
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--termination-log", log.toString()));
        int exitCode = Main.commandLine(new Stop(), Map.of()).execute(all.toArray(String[]::new));
        return new Ended(exitCode, new ObjectMapper().readValue(log.toFile(), Result.class));
    }
}
