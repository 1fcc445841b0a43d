package io.djloperator.local.view;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.cli.view.Layout;
import io.djloperator.cli.view.Paint;
import io.djloperator.cli.view.SearchLines;
import io.djloperator.cli.view.SearchView;
import io.djloperator.cli.view.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has been told of one search, and what is new about it. Its trials are part of it. */
public final class SearchStory {
    private static final int MOST_ROWS = 50;
    private static final int MOST_CHARACTERS = 110; // a line that wraps cannot be drawn over again

    private final String name;
    private final Symbols symbols;
    private final JobStory job;
    private int quarterTold;
    private boolean tableTold;
    private final List<String> held = new ArrayList<>();

    /** @param job tells of the search what is told of every job: why it waits, its model, why it failed */
    public SearchStory(String name, Symbols symbols, JobStory job) {
        this.name = name;
        this.symbols = symbols;
        this.job = job;
    }

    /** Whether the search has ended and all has been told. */
    public boolean isOver() {
        return job.isOver() && tableTold;
    }

    /** The line that is drawn over again while the search runs. */
    public Optional<String> live(SearchView view) {
        if (isOver()) {
            return Optional.empty();
        }
        var line = searching(view);
        return Optional.of(
                line.codePointCount(0, line.length()) <= MOST_CHARACTERS
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + symbols.ellipsis());
    }

    /**
     * New lines that stay.
     *
     * @param redraws whether {@link #live} is shown: else progress is told here, a quarter of the trials at a time
     */
    public List<String> next(TrainingJob search, SearchView view, boolean redraws) {
        held.addAll(job.next(search, Optional.empty(), redraws));
        if (job.isOver() && !tableTold && isBehind(view)) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        if (job.isOver() && !tableTold) {
            tableTold = true;
            lines.add(searching(view));
            lines.add("");
            SearchLines.table(view, layout(view)).forEach(line -> lines.add("  " + line));
            lines.add("");
        } else if (!isOver() && !redraws && quarter(view) > quarterTold) {
            quarterTold = quarter(view);
            lines.add(searching(view));
        }
        lines.addAll(held);
        held.clear();
        return lines;
    }

    /** The search has ended, and what is seen of its trials is older than that. */
    private static boolean isBehind(SearchView view) {
        return view.trials().stream().anyMatch(trial -> trial.ended() == null);
    }

    private String searching(SearchView view) {
        return Phrases.line(name, "searching", SearchLines.summary(view));
    }

    private Layout layout(SearchView view) {
        var sort = view.trials().size() <= MOST_ROWS ? Layout.Sort.number : Layout.Sort.value;
        return new Layout(0, MOST_ROWS, sort, false, symbols, Paint.PLAIN);
    }

    /** How many quarters of the trials have ended. */
    private static int quarter(SearchView view) {
        var ended =
                view.trials().stream().filter(trial -> trial.ended() != null).count();
        return (int) (ended * 4 / Math.max(1, view.search().maxTrials()));
    }
}
