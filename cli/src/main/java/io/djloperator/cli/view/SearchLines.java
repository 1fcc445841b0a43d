package io.djloperator.cli.view;

import java.util.ArrayList;
import java.util.List;

/** All that is shown of a search, in lines. Pure. */
public final class SearchLines {
    private SearchLines() {}

    /** The whole: how it stands, its trials, what failed, which parameters count, and how it went. */
    public static List<String> all(SearchView view, Layout layout) {
        return joined(List.of(
                Header.lines(view, layout),
                TrialTable.lines(view, layout),
                layout.isWide() ? List.of() : Failures.lines(view, layout),
                ImportanceBars.lines(view, layout),
                Plots.bestSoFar(view, layout),
                Plots.best(view, layout)));
    }

    /** What a search is, with its trials and no plots: for the end of a longer story. */
    public static List<String> table(SearchView view, Layout layout) {
        return joined(List.of(
                TrialTable.lines(view, layout), Failures.lines(view, layout), ImportanceBars.lines(view, layout)));
    }

    /** One line: {@code trials 17/40   best: trial 12   0.8534   learningRate=0.0031  batchSize=128}. */
    public static String summary(SearchView view) {
        var trials = view.status().trials() == null
                ? "0/" + view.search().maxTrials()
                : Printable.line(view.status().trials());
        return "trials " + trials
                + Header.best(view).map(best -> "   best: " + best).orElse("");
    }

    private static List<String> joined(List<List<String>> parts) {
        var lines = new ArrayList<String>();
        for (var part : parts) {
            if (!lines.isEmpty() && !part.isEmpty()) {
                lines.add("");
            }
            lines.addAll(part);
        }
        return lines;
    }
}
