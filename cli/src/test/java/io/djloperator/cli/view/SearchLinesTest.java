package io.djloperator.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchLinesTest {
    private static final Layout FILE = Layout.plain(Symbols.UNICODE);

    @Test
    void theHeaderSaysHowItStandsAndWhatIsBest() {
        assertThat(SearchLines.all(Searches.view(), FILE))
                .startsWith("""
                        hmda-tune   Running
                        objective   maximize validation/auc   target 0.9
                        trials      3/40   1 active, 2 completed, 1 failed
                        best        trial 3   0.85341   learningRate=0.00312345678912  batch=128
                        cost        1.25 accelerator hours of 10

                           TRIAL  STATE      validation/auc  EPOCHS  DURATION  learningRate  batch
                               1  Completed            0.78      20     1m03s  0.05          64
                               2  Failed                  -       -        5s  0.1           64
                        *      3  Completed         0.85341      20     1h01m  0.0031235     128
                               4  Active                  -       -         -  0.001         -

                        trial 2 failed: OOMKilled: more memory is needed

                        importance: share of the variance of validation/auc
                        learningRate  0.71  ━━━━━━━━━━━━━━━━━━━━━
                        batch         0.05  ━━

                        """.split("\n"))
                .endsWith("        └" + "─".repeat(90), "         1" + " ".repeat(88) + "3");
    }

    @Test
    void theCurveOfTheBestTrialRisesFromTheLowerLeftToTheUpperRight() {
        var narrow = new Layout(31, 0, Layout.Sort.number, false, Symbols.ASCII, Paint.PLAIN);
        var lines = SearchLines.all(Searches.view(), narrow);
        var title = lines.indexOf("trial 3: validation/auc by epo~");
        assertThat(lines.subList(title + 1, lines.size()))
                .containsExactly("""
                0.85341 |               ....''
                        |          ..'''
                        |        .'
                        |       .'
                0.72671 |     .'
                        |   .'
                        |  .'
                    0.6 |.'
                        +---------------------
                         1                   3
                """.strip().split("\n"));
    }

    @Test
    void withoutATrialThePlanIsShown() {
        var job = Searches.job(Searches.JOB.replaceAll(
                "(?s)trials: 3/40.*", "plan: {trials: 40, rungs: [2, 6, 18], worstCaseAcceleratorHours: \"12.5\"}"));
        assertThat(SearchLines.all(SearchView.of(job, List.of(), Curve.NONE), FILE))
                .containsExactly(
                        "hmda-tune   Running",
                        "2 of 2 trials run",
                        "objective   maximize validation/auc   target 0.9",
                        "trials      0/40",
                        "plan        at most 40 trials; compared at the epochs 2, 6, 18; at most 12.5 accelerator hours");
    }

    @Test
    void aJobThatNobodyHasLookedAtYetIsShownToo() {
        var job = Searches.job(Searches.JOB.replaceAll("(?s)status:.*", ""));
        assertThat(SearchLines.all(SearchView.of(job, List.of(), Curve.NONE), FILE))
                .contains("hmda-tune   not looked at yet", "trials      0/40");
    }

    @Test
    void byValueTheBestStandsFirstAndThoseWithoutAValueLast() {
        var layout = new Layout(0, 3, Layout.Sort.value, false, Symbols.UNICODE, Paint.PLAIN);
        var lines = SearchLines.table(Searches.view(), layout);
        assertThat(lines.subList(1, 5))
                .extracting(line -> line.substring(0, 8).strip())
                .containsExactly("*      3", "1", "2", "(1 more)".substring(0, 5));
        assertThat(lines).contains("   (1 more)");
    }

    @Test
    void minimisingTurnsTheOrderOver() {
        var job = Searches.job(Searches.JOB.replace("goal: maximize", "goal: minimize"));
        var view = SearchView.of(job, TrialLines.parse(Searches.TRIALS), Curve.NONE);
        var lines = SearchLines.table(view, new Layout(0, 1, Layout.Sort.value, false, Symbols.UNICODE, Paint.PLAIN));
        assertThat(lines.get(1)).contains(" 1  Completed");
    }

    @Test
    void byNumberTheNewestStayWhereThereIsNoRoom() {
        var layout = new Layout(0, 2, Layout.Sort.number, false, Symbols.UNICODE, Paint.PLAIN);
        assertThat(SearchLines.table(Searches.view(), layout).get(1)).contains("3  Completed");
    }

    @Test
    void wideShortensNothingAndShowsMessages() {
        var layout = new Layout(40, 0, Layout.Sort.number, true, Symbols.UNICODE, Paint.PLAIN);
        assertThat(SearchLines.all(Searches.view(), layout))
                .anyMatch(line -> line.contains("0.00312345678912  128"))
                .anyMatch(line -> line.endsWith("OOMKilled: more memory is needed"))
                .noneMatch(line -> line.contains("trial 2 failed"));
    }

    @Test
    void onATerminalNoLineIsLongerThanItsWidth() {
        for (var symbols : List.of(Symbols.UNICODE, Symbols.ASCII)) {
            var layout = new Layout(50, 0, Layout.Sort.number, false, symbols, Paint.PLAIN);
            assertThat(SearchLines.all(Searches.view(), layout))
                    .allSatisfy(line ->
                            assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(50));
        }
    }

    @Test
    void asciiIsAscii() {
        assertThat(String.join("", SearchLines.all(Searches.view(), Layout.plain(Symbols.ASCII))))
                .matches("\\p{ASCII}*");
    }

    @Test
    void coloursMarkTheBestAndTheFailedAndNothingElseChanges() {
        var coloured = SearchLines.all(
                Searches.view(), new Layout(0, 0, Layout.Sort.number, false, Symbols.UNICODE, Paint.COLOURED));
        assertThat(coloured).anyMatch(line -> line.startsWith("\u001b[32m*      3"));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[\\d+m", ""))
                        .toList())
                .isEqualTo(SearchLines.all(Searches.view(), FILE));
        assertThat(String.join("", SearchLines.all(Searches.view(), FILE))).doesNotContain("\u001b");
    }

    @Test
    void coloursAreOffWhereTheyAreNotWanted() {
        var terminal = Map.of("TERM", "xterm");
        assertThat(Paint.of(terminal, true)).isEqualTo(Paint.COLOURED);
        assertThat(Paint.of(terminal, false)).isEqualTo(Paint.PLAIN);
        assertThat(Paint.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo(Paint.PLAIN);
        assertThat(Paint.of(Map.of("TERM", "dumb"), true)).isEqualTo(Paint.PLAIN);
    }

    @Test
    void nothingFromTheClusterReachesTheTerminalAsAnEscape() {
        var evil = "\u001b]0;owned\u0007\u009b2J\u202e\r";
        var trials = List.of(
                new Trial(1, Map.of("batch", evil), "Failed" + evil, List.of(evil), 1, 1L, 1, evil),
                new Trial(2, Map.of("learningRate", evil), "Completed", List.of("0.5"), 1, 1L, 2, evil));
        for (var isWide : List.of(true, false)) {
            var layout = new Layout(0, 0, Layout.Sort.value, isWide, Symbols.UNICODE, Paint.PLAIN);
            assertThat(String.join("", SearchLines.all(Searches.view(trials), layout))
                            .codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> Character.getType(c) == Character.FORMAT);
        }
    }

    @Test
    void oneTrialThatHasDivergedDoesNotFlattenTheRest() {
        var trials = List.of(trial(1, "0.5"), trial(2, "0.6"), trial(3, "-1e30"), trial(4, "0.7"), trial(5, "0.8"));
        var lines = Plots.bestSoFar(Searches.view(trials), FILE);
        assertThat(lines.get(1)).startsWith(" 0.8 ┤");
        assertThat(lines.get(8)).startsWith(" 0.5 ┤");
    }

    @Test
    void aValueThatNeverChangesStillHasAPlot() {
        assertThat(Plots.bestSoFar(Searches.view(List.of(trial(1, "0.5"), trial(2, "0.5"))), FILE))
                .hasSize(11);
        assertThat(Plots.bestSoFar(Searches.view(List.of(trial(1, "0"), trial(2, "0"))), FILE))
                .hasSize(11);
    }

    @Test
    void aSummaryFitsOneLine() {
        assertThat(SearchLines.summary(Searches.view()))
                .isEqualTo("trials 3/40   best: trial 3   0.85341   learningRate=0.00312345678912  batch=128");
    }

    private static Trial trial(int number, String value) {
        return new Trial(number, Map.of(), "Completed", List.of(value), null, null, number, null);
    }
}
