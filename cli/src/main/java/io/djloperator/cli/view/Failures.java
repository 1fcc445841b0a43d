package io.djloperator.cli.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Why trials failed, each reason once. */
final class Failures {
    private static final int MOST_REASONS = 5;

    private Failures() {}

    static List<String> lines(SearchView view, Layout layout) {
        var byReason = new LinkedHashMap<String, List<Integer>>();
        view.trials().stream()
                .filter(trial -> trial.state().equals("Failed"))
                .forEach(trial -> byReason.computeIfAbsent(
                                trial.message() == null ? "no reason is known" : Printable.line(trial.message()),
                                reason -> new ArrayList<>())
                        .add(trial.trial()));
        return byReason.entrySet().stream()
                .limit(MOST_REASONS)
                .map(entry -> layout.cut(numbers(entry.getValue()) + " failed: " + entry.getKey()))
                .map(layout.paint()::bad)
                .toList();
    }

    private static String numbers(List<Integer> trials) {
        return trials.size() == 1
                ? "trial " + trials.get(0)
                : "%d trials, first %d,".formatted(trials.size(), trials.get(0));
    }
}
