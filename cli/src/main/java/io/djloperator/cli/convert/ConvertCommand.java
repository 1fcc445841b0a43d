package io.djloperator.cli.convert;

import io.djloperator.cli.CommandFailure;
import io.djloperator.cli.YamlDocuments;
import io.djloperator.cli.view.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kubectl djl convert FILE}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description =
                "Makes a TrainingJob with a search of a Katib Experiment, and prints it as YAML. What cannot be carried over stands"
                        + " in the comments at its top, and on standard error.",
        footer = {"", "Exit codes: 0 converted, 1 cannot be converted, 2 wrong use, or no YAML."})
public final class ConvertCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 3_000_000;

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "FILE",
            description = "A file with Experiments of kubeflow.org/v1beta1; - is standard input.")
    private String file;

    @Override
    public Integer call() {
        var texts = new ArrayList<String>();
        var notes = new ArrayList<Note>();
        for (var document : YamlDocuments.of(file, read())) {
            try {
                var converted = KatibExperiment.convert(document);
                texts.add(ConvertedText.of(converted));
                notes.addAll(converted.notes());
            } catch (Refused e) {
                throw new CommandFailure(file + ": " + e.getMessage());
            }
        }
        if (texts.isEmpty()) {
            throw CommandFailure.wrongUse(file + ": holds no document");
        }
        var out = command.commandLine().getOut();
        out.print(String.join("---\n", texts));
        out.flush();
        var err = command.commandLine().getErr();
        notes.forEach(note ->
                err.println(Printable.line("note: %s: %s: %s".formatted(note.field(), note.value(), note.advice()))));
        err.flush();
        return 0;
    }

    private String read() {
        try (var input = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            var bytes = input.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CommandFailure.wrongUse(
                        "%s: larger than %d bytes, more than an API server takes".formatted(file, MOST_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw CommandFailure.wrongUse(file + ": no such file");
        } catch (IOException e) {
            throw CommandFailure.wrongUse(file + ": cannot be read: " + e.getMessage());
        }
    }
}
