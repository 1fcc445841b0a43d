package io.djloperator.operator.report;

import static io.djloperator.operator.report.ReportTest.metric;
import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.report.Curve.Point;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static Point point(long step) {
        return new Point(step, null, Long.toString(step));
    }

    @Property(tries = 200)
    void thinnedCurveIsAPartWithBothEnds(
            @ForAll @Size(max = 400) List<@LongRange(min = 1, max = 1000) Long> gaps,
            @ForAll @IntRange(min = 2, max = 60) int most) {
        var points = new ArrayList<Point>();
        var step = 0L;
        for (var gap : gaps) {
            step += gap;
            points.add(point(step));
        }
        var thin = CurveThinning.thin(points, most);
        assertThat(thin).hasSize(Math.min(most, points.size()));
        assertThat(points).containsSubsequence(thin);
        if (!points.isEmpty()) {
            assertThat(thin).startsWith(points.get(0)).endsWith(points.get(points.size() - 1));
        }
    }

    @Property(tries = 50)
    void curveThatGrowsPointByPointStaysEven(
            @ForAll @IntRange(min = 201, max = 3000) int length, @ForAll @IntRange(min = 1, max = 100) int stride) {
        var curve = Curve.EMPTY;
        for (var i = 0; i < length; i++) {
            curve = curve.with(List.of(metric("loss", "1", (long) i * stride)));
        }
        var points = curve.metrics().get("loss");
        assertThat(points).hasSize(Curve.MOST_POINTS);
        var gaps = IntStream.range(1, points.size())
                .mapToLong(i -> points.get(i).step() - points.get(i - 1).step())
                .toArray();
        var even = (double) length * stride / Curve.MOST_POINTS;
        assertThat(LongStream.of(gaps).max().orElseThrow())
                .as("no gap is wider than three even ones")
                .isLessThanOrEqualTo((long) Math.ceil(3 * even));
    }

    @Test
    void trainingThatGoesOnFromACheckpointReplacesWhatItMeasuresAnew() {
        var curve = Curve.EMPTY
                .with(List.of(metric("loss", "3", 100), metric("loss", "2", 200), metric("loss", "1", 300)))
                .with(List.of(metric("loss", "1.5", 200)));
        assertThat(curve.metrics().get("loss"))
                .containsExactly(new Point(100L, null, "3"), new Point(200L, null, "1.5"));
    }

    @Test
    void measurementWithoutAPlaceIsNoPoint() {
        assertThat(Curve.EMPTY.with(List.of(new MetricValue("loss", null, "1"))).metrics())
                .isEmpty();
    }

    @Test
    void largestCurveFitsAConfigMap() {
        var curve = Curve.EMPTY;
        for (var i = 0; i < 300; i++) {
            var step = (1L << 53) - 300 + i;
            curve = curve.with(IntStream.range(0, 100)
                    .mapToObj(m -> new MetricValue(
                            "x".repeat(61) + (100 + m), null, "-1.79769313486E+308", step, Integer.MAX_VALUE - 300))
                    .toList());
        }
        assertThat(curve.metrics()).hasSize(Curve.MOST_METRICS);
        assertThat(CurveJson.write(curve).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(512 * 1024);
    }

    @Test
    void textIsALineForEachMetricAndReadsBack() {
        var curve = Curve.EMPTY.with(List.of(
                metric("train/loss", "0.69", 100),
                new MetricValue("auc", null, "0.5", null, 1),
                new MetricValue("train/loss", null, "1E-30", 200L, 2)));
        var text = CurveJson.write(curve);
        assertThat(text).isEqualTo("""
                {
                "train/loss": [[100,null,0.69],[200,2,1E-30]],
                "auc": [[null,1,0.5]]
                }
                """);
        assertThat(CurveJson.read(text)).isEqualTo(curve);
        assertThat(CurveJson.read(CurveJson.write(Curve.EMPTY))).isEqualTo(Curve.EMPTY);
    }

    @Test
    void whatSomebodyHasEditedIsLeftOut() {
        assertThat(CurveJson.read(null)).isEqualTo(Curve.EMPTY);
        assertThat(CurveJson.read("{\"loss\": [[1")).isEqualTo(Curve.EMPTY);
        assertThat(CurveJson.read("[]")).isEqualTo(Curve.EMPTY);
        assertThat(CurveJson.read("{\"a b\": [], \"loss\": [[1,2,3],[4],5,[6,7,\"x\"],[\"8\",9,10]]}")
                        .metrics())
                .isEqualTo(Map.of("loss", List.of(new Point(1L, 2, "3"), new Point(null, 9, "10"))));
    }

    @Test
    void curvesInMemoryAreForgottenWhereTheyAreTooManyTogether() {
        var last = new LastCurves(3);
        var two = new LastCurves.Written("1", Curve.EMPTY.with(List.of(metric("a", "1", 1), metric("a", "1", 2))));
        var first = new JobKey("n", "first", "u");
        var second = new JobKey("n", "second", "u");
        last.put(first, two);
        last.put(first, two);
        assertThat(last.get(first)).contains(two);
        last.put(second, two);
        assertThat(last.get(first)).isEmpty();
        assertThat(last.get(second)).contains(two);
    }
}
