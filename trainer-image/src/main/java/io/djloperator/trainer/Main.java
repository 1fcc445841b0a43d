package io.djloperator.trainer;

import io.djloperator.trainer.report.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program in the training pods and in the init containers of serving pods. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        version = "trainer 0.1.0",
        description = "Trains and packages models for djl-operator.",
        subcommands = {RunCommand.class, FetchCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        }
        System.setProperty(
                "ai.djl.offline", "true"); // natives come from the class path or the image, never from the network
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExitCodeExceptionMapper(e -> ExitCode.ERROR.number())
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println(e.getMessage());
                    e.getCommandLine().usage(e.getCommandLine().getErr());
                    return ExitCode.INVALID_SPEC.number();
                });
    }
}
