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
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

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

    /** It was called wrongly, or with a file that cannot be read. */
    public static final int WRONG_USE = 2;

    private Main() {}

    /** Ends the process with 0, {@link #FAILED}, or {@link #WRONG_USE}. */
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
                .setExecutionStrategy(parsed -> execute(parsed, err))
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        say(err, failure instanceof CommandFailure known ? known : unforeseen(failure)));
    }

    /** picocli hands only exceptions to its handler. */
    private static int execute(ParseResult parsed, PrintWriter err) {
        try {
            return new RunLast().execute(parsed);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return say(err, unforeseen(e));
        }
    }

    private static int say(PrintWriter err, CommandFailure failure) {
        err.println("error: " + Printable.line(failure.getMessage()));
        err.flush();
        return failure.exitCode();
    }

    /** A fault of this program, in one line that says enough to find it. */
    private static CommandFailure unforeseen(Throwable fault) {
        var frames = fault.getStackTrace();
        return new CommandFailure("a fault of kubectl-djl itself: %s%s; please report it with the command and its input"
                .formatted(Printable.line(fault.toString()), frames.length == 0 ? "" : " at " + frames[0]));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
