package io.djloperator.cli.view;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.SearchStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a search stands, in a few lines. */
final class Header {
    private static final int TOPIC_WIDTH = 12;

    private Header() {}

    static List<String> lines(SearchView view, Layout layout) {
        var lines = new ArrayList<String>();
        lines.add(layout.paint().bold(layout.cut(Printable.line(view.name()) + "   " + state(view))));
        if (!view.message().isEmpty()
                && (view.hasEnded() || view.trials().isEmpty() || view.state().equals("Blocked"))) {
            lines.add(layout.cut(Printable.line(view.message())));
        }
        var objectives = view.search().objectives();
        for (int i = 0; i < objectives.size(); i++) {
            lines.add(layout.cut(line(i == 0 ? "objective" : "", objective(objectives.get(i)))));
        }
        lines.add(layout.cut(line("trials", trials(view))));
        best(view).ifPresent(best -> lines.add(layout.paint().good(layout.cut(line("best", best)))));
        cost(view).ifPresent(cost -> lines.add(layout.cut(line("cost", cost))));
        if (view.trials().isEmpty()) {
            plan(view.status().plan()).ifPresent(plan -> lines.add(layout.cut(line("plan", plan))));
        }
        return lines;
    }

    /** {@code trial 12   0.8534   learningRate=0.0031 batchSize=128}; empty where no trial has a value. */
    static Optional<String> best(SearchView view) {
        return Optional.ofNullable(view.status().best())
                .map(best -> "trial %d   %s   %s"
                        .formatted(
                                best.trial(),
                                best.values().stream()
                                        .map(value -> Printable.line(Numbers.rounded(value)))
                                        .collect(Collectors.joining("  ")),
                                parameters(best.parameters()))
                        .strip());
    }

    private static String parameters(Map<String, String> parameters) {
        return parameters == null
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> Printable.line(entry.getKey()) + "=" + Printable.line(entry.getValue()))
                        .collect(Collectors.joining("  "));
    }

    private static String state(SearchView view) {
        return view.state().isEmpty() ? "not looked at yet" : Printable.line(view.state());
    }

    private static String objective(Search.Objective objective) {
        var target = objective.target() == null ? "" : "   target " + Printable.line(objective.target());
        return objective.goal().name().toLowerCase(Locale.ROOT) + " " + Printable.line(objective.metric()) + target;
    }

    /** {@code 17/40   2 active · 12 completed · 2 stopped · 1 failed}. */
    private static String trials(SearchView view) {
        var status = view.status();
        var done = status.trials() == null ? "0/" + view.search().maxTrials() : Printable.line(status.trials());
        var counts = new ArrayList<String>();
        count(counts, status.active(), "active");
        count(counts, status.succeeded(), "completed");
        count(counts, status.stopped(), "stopped");
        count(counts, status.failed(), "failed");
        return done + (counts.isEmpty() ? "" : "   " + String.join(", ", counts));
    }

    private static void count(List<String> counts, Integer number, String what) {
        if (number != null && number > 0) {
            counts.add(number + " " + what);
        }
    }

    private static Optional<String> cost(SearchView view) {
        return Optional.ofNullable(view.status().acceleratorHours()).map(hours -> {
            var budget = view.search().budget();
            return Printable.line(Numbers.rounded(hours)) + " accelerator hours"
                    + (budget == null || budget.acceleratorHours() == null
                            ? ""
                            : " of " + Printable.line(budget.acceleratorHours()));
        });
    }

    private static Optional<String> plan(SearchStatus.Plan plan) {
        if (plan == null) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        if (plan.trials() != null) {
            parts.add("at most " + plan.trials() + " trials");
        }
        if (plan.rungs() != null && !plan.rungs().isEmpty()) {
            parts.add("compared at the epochs "
                    + plan.rungs().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (plan.worstCaseAcceleratorHours() != null) {
            parts.add("at most " + Printable.line(Numbers.rounded(plan.worstCaseAcceleratorHours()))
                    + " accelerator hours");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String line(String topic, String text) {
        return topic + " ".repeat(TOPIC_WIDTH - topic.length()) + text;
    }
}
