package io.djloperator.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartitionPropertiesTest {
    private static Column.Texts target(int... sizes) {
        int[] codes = IntStream.range(0, sizes.length)
                .flatMap(code -> IntStream.generate(() -> code).limit(sizes[code]))
                .toArray();
        return new Column.Texts("y", List.of("a", "b").subList(0, sizes.length), codes, false);
    }

    private static void assertCoversEachRowOnce(Partition partition, int rows) {
        int[] all = Stream.of(partition.training(), partition.validation(), partition.test())
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, rows).toArray());
    }

    private static long ofClass(int code, int[] rows, Column.Texts target) {
        return Arrays.stream(rows).filter(row -> target.codes()[row] == code).count();
    }

    @Property(tries = 200)
    void everyRowIsInExactlyOnePart(@ForAll @IntRange(min = 3, max = 500) int rows, @ForAll int seed) {
        assertCoversEachRowOnce(Partition.random(rows, 0.15, 0.15, seed), rows);
    }

    @Property(tries = 200)
    void everyPartHasItsShareOfEveryClass(
            @ForAll @IntRange(min = 3, max = 400) int a,
            @ForAll @IntRange(min = 3, max = 400) int b,
            @ForAll int seed) {
        var target = target(a, b);
        var partition = Partition.stratified(target, 0.2, 0.3, seed);
        assertCoversEachRowOnce(partition, a + b);
        int[] sizes = {a, b};
        for (int code : new int[] {0, 1}) {
            assertThat(ofClass(code, partition.validation(), target))
                    .isBetween(1L, (long) Math.ceil(0.2 * sizes[code]) + 1);
            assertThat((double) ofClass(code, partition.test(), target))
                    .isBetween(0.3 * sizes[code] - 0.5, 0.3 * sizes[code] + 0.5 + 0.1);
            assertThat(ofClass(code, partition.training(), target)).isPositive();
        }
    }

    @Property(tries = 100)
    void theSameSeedDealsTheSame(@ForAll int seed) {
        var target = target(50, 30);
        assertThat(Partition.stratified(target, 0.2, 0.2, seed).test())
                .isEqualTo(Partition.stratified(target, 0.2, 0.2, seed).test());
    }
}
