package io.djloperator.cli.trials;

import io.djloperator.cli.CommandFailure;
import io.djloperator.cli.view.Layout;
import io.djloperator.cli.view.Paint;
import io.djloperator.cli.view.SearchLines;
import io.djloperator.cli.view.SearchView;
import io.djloperator.cli.view.Symbols;
import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kubectl djl trials NAME}. */
@Command(
        name = "trials",
        mixinStandardHelpOptions = true,
        description = "Shows a search: its trials, the best of them, which parameters count, and how it went.",
        footer = {"", "Exit codes: 0 shown, 1 no such search or no answer, 2 wrong use, or a kubeconfig that is none."})
public final class TrialsCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 2000;
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOptions cluster;

    @Parameters(paramLabel = "NAME", description = "The TrainingJob that is a search.")
    private String name;

    @Option(
            names = {"-w", "--watch"},
            description = "Shows it again whenever it has changed, until the search ends or Ctrl-C.")
    private boolean isWatching;

    @Option(
            names = "--sort",
            defaultValue = "number",
            paramLabel = "number|value",
            description = "The order of the trials; value: the best first. Default: number.")
    private Layout.Sort sort;

    @Option(
            names = "--limit",
            defaultValue = "0",
            paramLabel = "N",
            description = "Most trials that are shown: the newest, or with --sort value the best. Default: all.")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "wide|json",
            description = "wide: nothing is shortened, with the messages. json: for programs.")
    private Output output;

    @Option(names = "--ascii", description = "Plain characters. Default: where the locale is not UTF-8.")
    private boolean isAscii;

    /** In what form. */
    enum Output {
        /** Nothing is shortened. */
        wide,
        /** For programs. */
        json
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 0) {
            throw CommandFailure.wrongUse("--limit %d: must be at least 0".formatted(limit));
        }
        var job = name.replaceFirst("^(tj|trainingjobs?)([.][^/]*)?/", "");
        if (!KubernetesResourceUtil.isValidName(job)) {
            throw CommandFailure.wrongUse(
                    "'%s' is no name of a TrainingJob, which has lower case letters, digits and '-' alone"
                            .formatted(job));
        }
        try (var client = cluster.client()) {
            var reader = new SearchReader(client);
            var view = reader.read(job);
            print(view);
            while (isWatching && !view.hasEnded()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                var next = reader.read(job);
                if (!next.equals(view)) {
                    print(next);
                }
                view = next;
            }
            return 0;
        }
    }

    private void print(SearchView view) {
        var out = command.commandLine().getOut();
        if (output == Output.json) {
            out.println(SearchJson.of(view));
        } else {
            var terminal = Terminal.now();
            out.print(isWatching && terminal.isThere() ? HOME_AND_CLEAR : "");
            SearchLines.all(view, layout(terminal)).stream()
                    .limit(isWatching && terminal.isThere() ? terminal.rows() - 1 : Long.MAX_VALUE)
                    .forEach(out::println);
            if (isWatching && !terminal.isThere()) {
                out.println("---");
            }
        }
        out.flush();
    }

    private Layout layout(Terminal terminal) {
        var rows = limit > 0 || !isWatching || !terminal.isThere() ? limit : Math.max(5, terminal.rows() / 2 - 4);
        return new Layout(
                terminal.columns(),
                rows,
                sort,
                output == Output.wide,
                isAscii ? Symbols.ASCII : Symbols.of(System.getenv()),
                Paint.of(System.getenv(), terminal.isThere()));
    }
}
