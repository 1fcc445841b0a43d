package io.djloperator.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void eachEpochAndSeedHasAnOrderOfAllRowsOfItsOwn() {
        var rows = IntStream.range(0, 50).toArray();
        var orders = new HashSet<String>();
        for (int seed = 0; seed < 5; seed++) {
            for (int epoch = 1; epoch <= 20; epoch++) {
                var order = Seeds.order(seed, epoch, 50);
                assertThat(Arrays.stream(order).sorted()).containsExactly(box(rows));
                orders.add(Arrays.toString(order));
            }
        }
        assertThat(orders).hasSize(100);
        assertThat(Seeds.order(3, 7, 50)).isEqualTo(Seeds.order(3, 7, 50));
    }

    @Test
    void everyPlaceIsAsLikelyForEveryRow() {
        var counts = new int[4][4];
        for (int epoch = 0; epoch < 4000; epoch++) {
            var order = Seeds.order(42, epoch, 4);
            for (int place = 0; place < 4; place++) {
                counts[order[place]][place]++;
            }
        }
        for (var row : counts) {
            assertThat(row)
                    .satisfies(c -> Arrays.stream(c).forEach(n -> assertThat(n).isBetween(850, 1150)));
        }
    }

    @Test
    void stepsAndNodesDropOutOtherUnits() {
        assertThat(IntStream.range(0, 1000)
                        .flatMap(i -> IntStream.of(
                                Seeds.ofStep(i, 1, 0), Seeds.ofStep(0, i + 2, 0), Seeds.ofStep(0, 1, i + 1)))
                        .distinct())
                .hasSize(3000);
    }

    private static Integer[] box(int[] values) {
        return Arrays.stream(values).boxed().toArray(Integer[]::new);
    }
}
