package io.djloperator.trainer;

import io.djloperator.trainer.report.ExitCode;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program in the training pods and in the init containers of serving pods. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        version = "trainer 0.1.0",
        description = "Trains and packages models for djl-operator.",
        subcommands = FetchCommand.class)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        }
        System.setProperty(
                "ai.djl.offline", "true"); // natives come from the class path or the image, never from the network
        var stop = new Stop();
        var hook = stop.shutdownHook();
        Runtime.getRuntime().addShutdownHook(hook);
        stop.exit(exitCode(arguments, stop), hook);
    }

    private static int exitCode(String[] arguments, Stop stop) {
        try {
            return commandLine(stop, System.getenv()).execute(arguments);
        } catch (Error e) { // the hook would wait for ever for an end that nobody tells
            e.printStackTrace();
            return ExitCode.ERROR.number();
        }
    }

    static CommandLine commandLine(Stop stop, Map<String, String> environment) {
        return new CommandLine(new Main())
                .addSubcommand(new RunCommand(stop, environment))
                .setExitCodeExceptionMapper(e -> ExitCode.ERROR.number())
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println(e.getMessage());
                    e.getCommandLine().usage(e.getCommandLine().getErr());
                    return ExitCode.INVALID_SPEC.number();
                });
    }
}
