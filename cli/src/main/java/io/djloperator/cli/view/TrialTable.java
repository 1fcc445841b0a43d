package io.djloperator.cli.view;

import io.djloperator.api.v1alpha1.SearchParameter;
import io.djloperator.cli.view.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The trials, one a line. */
final class TrialTable {
    private static final int MOST_CHARACTERS = 16;

    private TrialTable() {}

    static List<String> lines(SearchView view, Layout layout) {
        var shown = shown(view, layout);
        if (shown.isEmpty()) {
            return List.of();
        }
        var marked = view.marked();
        var plain = Table.lines(
                columns(view, layout),
                shown.stream()
                        .map(trial -> row(trial, view, layout, marked.contains(trial.trial())))
                        .toList());
        var lines = new ArrayList<String>();
        lines.add(layout.paint().bold(layout.cut(plain.get(0))));
        for (int i = 0; i < shown.size(); i++) {
            lines.add(painted(shown.get(i), marked.contains(shown.get(i).trial()), layout, plain.get(i + 1)));
        }
        var left = view.trials().size() - shown.size();
        if (left > 0) {
            lines.add(layout.paint().dim("   (" + left + " more)"));
        }
        return lines;
    }

    private static String painted(Trial trial, boolean isMarked, Layout layout, String line) {
        var cut = layout.cut(line);
        if (isMarked) {
            return layout.paint().good(cut);
        }
        return switch (trial.state()) {
            case "Failed" -> layout.paint().bad(cut);
            case "Stopped", "Suspended" -> layout.paint().dim(cut);
            default -> cut;
        };
    }

    /** In the order that is asked for: by value the best, else the newest where there is no room for all. */
    private static List<Trial> shown(SearchView view, Layout layout) {
        var sorted = new ArrayList<>(view.trials());
        var goal = view.objective().goal();
        sorted.sort(
                layout.sort() == Layout.Sort.number
                        ? Comparator.comparingInt(Trial::trial)
                        : Comparator.comparingInt(TrialTable::rank)
                                .thenComparingDouble(trial ->
                                        trial.firstValue().map(goal::loss).orElse(Double.POSITIVE_INFINITY))
                                .thenComparingInt(Trial::trial));
        if (layout.rows() == 0 || sorted.size() <= layout.rows()) {
            return sorted;
        }
        return layout.sort() == Layout.Sort.value
                ? sorted.subList(0, layout.rows())
                : sorted.subList(sorted.size() - layout.rows(), sorted.size());
    }

    /** One that has failed its gates is the best only where none has passed them; one that was stopped never is. */
    private static int rank(Trial trial) {
        return switch (trial.state()) {
            case "Completed" -> 0;
            case "GateFailed" -> 1;
            default -> 2;
        };
    }

    private static List<Column> columns(SearchView view, Layout layout) {
        var columns = new ArrayList<Column>();
        columns.add(new Column("", false));
        columns.add(new Column("TRIAL", true));
        columns.add(new Column("STATE", false));
        view.search()
                .objectives()
                .forEach(objective -> columns.add(new Column(Printable.line(objective.metric()), true)));
        columns.add(new Column("EPOCHS", true));
        columns.add(new Column("DURATION", true));
        names(view).forEach(name -> columns.add(new Column(Printable.line(name), false)));
        if (layout.isWide()) {
            columns.add(new Column("MESSAGE", false));
        }
        return columns;
    }

    private static List<String> row(Trial trial, SearchView view, Layout layout, boolean isMarked) {
        var row = new ArrayList<String>();
        row.add(isMarked ? "*" : "");
        row.add(String.valueOf(trial.trial()));
        row.add(Printable.line(trial.state()));
        for (int i = 0; i < view.search().objectives().size(); i++) {
            row.add(
                    i < trial.values().size()
                            ? Printable.line(Numbers.rounded(trial.values().get(i)))
                            : "-");
        }
        row.add(trial.epochs() == null ? "-" : String.valueOf(trial.epochs()));
        row.add(trial.seconds() == null ? "-" : Numbers.duration(trial.seconds()));
        names(view).forEach(name -> row.add(parameter(trial.parameters().get(name), layout)));
        if (layout.isWide()) {
            row.add(Printable.line(trial.message()));
        }
        return row;
    }

    private static List<String> names(SearchView view) {
        return view.search().parameters().stream().map(SearchParameter::label).toList();
    }

    /** A dash where a condition has left it out. */
    private static String parameter(String value, Layout layout) {
        if (value == null) {
            return "-";
        }
        var text = Printable.line(value);
        var isLong = text.codePointCount(0, text.length()) > MOST_CHARACTERS;
        if (layout.isWide() || !isLong && text.length() <= 10) {
            return text;
        }
        var rounded = Numbers.rounded(text);
        return rounded.codePointCount(0, rounded.length()) <= MOST_CHARACTERS
                ? rounded
                : rounded.substring(0, rounded.offsetByCodePoints(0, MOST_CHARACTERS - 1))
                        + layout.symbols().ellipsis();
    }
}
