package io.djloperator.cli;

import io.djloperator.cli.convert.ConvertCommand;
import io.djloperator.cli.trials.TrialsCommand;
import io.djloperator.cli.view.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The kubectl plugin: {@code kubectl djl}. */
@Command(
        name = "kubectl djl",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "What kubectl alone cannot do for djl-operator.",
        subcommands = {TrialsCommand.class, ConvertCommand.class})
public final class Main {
    /** What was asked for could not be done. */
    public static final int FAILED = 1;

    private Main() {}

    /** Ends the process with 0, {@link #FAILED}, or 2 where it was called wrongly. */
    public static void main(String... arguments) {
        System.exit(commandLine(writer(FileDescriptor.out), writer(FileDescriptor.err))
                .execute(arguments));
    }

    /** The same with other places for what it prints, for tests. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof CommandFailure)) {
                        throw failure;
                    }
                    err.println("error: " + Printable.of(failure.getMessage()));
                    err.flush();
                    return FAILED;
                });
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
