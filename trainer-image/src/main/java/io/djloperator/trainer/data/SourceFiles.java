package io.djloperator.trainer.data;

import io.djloperator.api.v1alpha1.Tabular;
import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a job's tables. */
public final class SourceFiles {
    private static final int MAX_SHOWN = 10;

    private SourceFiles() {}

    /** By the table's name, in the order of the spec. */
    public static Map<String, Path> of(Tabular tabular, Mounts mounts) {
        var files = new LinkedHashMap<String, Path>();
        for (int i = 0; i < tabular.tables().size(); i++) {
            var table = tabular.tables().get(i);
            var field = "spec.data.tabular.tables[" + i + "].uri";
            var path = mounts.resolve(table.uri(), field);
            if (!Files.isRegularFile(path)) {
                throw Failure.data(
                        field + ": '" + table.uri() + "': there is no such file" + siblings(path.getParent()));
            }
            if (!Files.isReadable(path)) {
                throw Failure.data(field + ": '" + table.uri()
                        + "': the file cannot be read; the training pod runs as user 1000:" + " let that user read it");
            }
            files.put(table.name(), path);
        }
        return files;
    }

    private static String siblings(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return "; its folder does not exist either";
        }
        try (var children = Files.list(folder)) {
            var names = children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .limit(MAX_SHOWN)
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "; its folder is empty" : "; there are " + names;
        } catch (IOException e) {
            return "";
        }
    }
}
