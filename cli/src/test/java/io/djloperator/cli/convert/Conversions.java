package io.djloperator.cli.convert;

import io.djloperator.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs {@code kubectl djl convert}. */
record Conversions(int exitCode, String out, String err) {
    static Conversions of(Path file) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute("convert", file.toString());
        return new Conversions(code, out.toString(), err.toString());
    }

    static Conversions of(Path folder, String text) throws IOException {
        return of(Files.writeString(folder.resolve("in.yaml"), text));
    }
}
