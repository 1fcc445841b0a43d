package io.djloperator.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RankingPropertiesTest {
    /** A score and whether the row is positive; few different scores, so that ties are common. */
    record Row(int score, boolean positive) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        return Combinators.combine(Arbitraries.integers().between(-5, 5), Arbitraries.of(true, false))
                .as(Row::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(40)
                .filter(rows -> rows.stream().map(Row::positive).distinct().count() == 2);
    }

    private static double[] scores(List<Row> rows) {
        return rows.stream().mapToDouble(Row::score).toArray();
    }

    private static boolean[] positive(List<Row> rows) {
        var positive = new boolean[rows.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = rows.get(i).positive();
        }
        return positive;
    }

    @Property
    void aucIsTheShareOfPairsInOrder(@ForAll("rows") List<Row> rows) {
        double won = 0;
        double pairs = 0;
        for (var a : rows) {
            for (var b : rows) {
                if (a.positive() && !b.positive()) {
                    pairs++;
                    won += a.score() > b.score() ? 1 : a.score() == b.score() ? 0.5 : 0;
                }
            }
        }
        assertThat(Ranking.auc(scores(rows), positive(rows))).isCloseTo(won / pairs, offset(1e-12));
    }

    @Property
    void aRisingFunctionOfTheScoresChangesNothing(@ForAll("rows") List<Row> rows) {
        double[] risen = Arrays.stream(scores(rows))
                .map(score -> Math.exp(score / 2) - 7)
                .toArray();
        assertThat(Ranking.auc(risen, positive(rows))).isEqualTo(Ranking.auc(scores(rows), positive(rows)));
        assertThat(Ranking.averagePrecision(risen, positive(rows)))
                .isEqualTo(Ranking.averagePrecision(scores(rows), positive(rows)));
    }

    @Property
    void turningTheScoresRoundTurnsTheAucRound(@ForAll("rows") List<Row> rows) {
        double[] turned = Arrays.stream(scores(rows)).map(score -> -score).toArray();
        assertThat(Ranking.auc(turned, positive(rows)))
                .isCloseTo(1 - Ranking.auc(scores(rows), positive(rows)), offset(1e-12));
    }
}
