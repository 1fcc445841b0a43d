package io.djloperator.local;

import io.djloperator.local.up.UpCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of local mode. */
@QuarkusMain
@Command(name = "local", mixinStandardHelpOptions = true, subcommands = UpCommand.class)
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
