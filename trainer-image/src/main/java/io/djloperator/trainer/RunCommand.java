package io.djloperator.trainer;

import io.djloperator.trainer.data.Mounts;
import io.djloperator.trainer.packaging.Trees;
import io.djloperator.trainer.report.Result;
import io.djloperator.trainer.spec.Documents;
import io.djloperator.trainer.spec.JobDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: trains the one TrainingJob among the given documents. */
@Command(
        name = "run",
        description = "Trains the one TrainingJob in the given files or folders, and packages the model.")
final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON files, or folders of them.")
    private List<Path> documents;

    @Option(
            names = "--mount",
            paramLabel = "PREFIX=DIR",
            description =
                    "Where a claim or ConfigMap is mounted: pvc://models=/mnt/claim/models. A claim with no mount is"
                            + " ./volumes/<claim>; a ConfigMap may be among the files.")
    private List<String> mounts = new ArrayList<>();

    @Option(names = "--termination-log", paramLabel = "FILE", description = "Where the result goes as JSON.")
    private Path terminationLog;

    @Option(names = "--work", paramLabel = "DIR", description = "Folder for temporary files. Default: the system's.")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    private final Stop stop;
    private final Map<String, String> environment;

    RunCommand(Stop stop, Map<String, String> environment) {
        this.stop = stop;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return Ending.of(terminationLog, this::run);
    }

    private Optional<Result> run() throws IOException {
        var job = Documents.read(documents);
        var scratch = Files.createTempDirectory(Files.createDirectories(work), "trainer-");
        try {
            return new TrainingRun(job, mounts(job, scratch), scratch, System.out::println, stop, environment).run();
        } finally {
            Trees.delete(scratch);
        }
    }

    private Mounts mounts(JobDocument job, Path scratch) throws IOException {
        var folders = new HashMap<String, Path>(claimsByHand(job));
        for (var entry : job.configMaps().entrySet()) {
            var file = scratch.resolve(entry.getKey().replaceFirst("^configMap://", ""));
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
            folders.put(entry.getKey().replaceFirst("/[^/]*$", ""), file.getParent());
        }
        mounts.forEach(mount ->
                folders.put(Mounts.parse(mount).getKey(), Mounts.parse(mount).getValue()));
        return new Mounts(folders);
    }

    private static Map<String, Path> claimsByHand(JobDocument job) throws IOException {
        var uris = new ArrayList<String>();
        uris.add(job.spec().output().uri());
        job.spec().data().tabular().tables().forEach(table -> uris.add(table.uri()));
        var folders = new HashMap<String, Path>();
        for (var uri : uris) {
            if (uri.startsWith("pvc://")) {
                var claim = uri.substring("pvc://".length()).replaceFirst("/.*$", "");
                folders.put("pvc://" + claim, Path.of("volumes", claim));
            }
        }
        return folders;
    }
}
