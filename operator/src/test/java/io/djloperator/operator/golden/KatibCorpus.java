package io.djloperator.operator.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The searches that {@code kubectl djl convert} makes of Katib's Experiments, as the module {@code cli} records them. */
public final class KatibCorpus {
    private KatibCorpus() {}

    /** The files, one search each. */
    public static List<Path> converted() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("../cli/src/test/resources/convert"))) {
            return folders.map(folder -> folder.resolve("out.yaml")).sorted().toList();
        }
    }
}
