package io.djloperator.search.sampler.gp;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where to try next: places in the order of the improvement that is expected there, best first.
 *
 * <p>Where the best place is one whose value is known already, the process is too sure of itself; places all over the space are then judged with shorter length scales, as
 * Bull, "Convergence Rates of Efficient Global Optimization Algorithms" (2011), shows that fitted ones need some such remedy.
 */
public final class Proposals {
    /** Of how many trials a process is made at most. */
    static final int MOST = 300;
    /** To how many trials its hyperparameters are fitted at most. */
    static final int MOST_FITTED = 150;

    private static final double DOUBT = 0.25;
    private static final int ANYWHERE = 1000;
    private static final int NEAR_THE_BEST = 500;
    private static final int CENTRES = 5;
    private static final int STARTS = 5;
    private static final double APART = 0.05;
    private static final int RETRIES = 3;
    // As often as this a draw is repeated, on average, that a constraint refuses.
    private static final int TRIES = 4;

    private final Space space;
    private final Predicate<double[]> isAllowed;
    private final Draw draw;

    private Proposals(Space space, Draw draw) {
        this.space = space;
        this.draw = draw;
        isAllowed = unit -> space.constraints().isEmpty() || space.allows(space.at(unit));
    }

    /**
     * What is known of a point.
     *
     * @param value to be made small
     * @param isDoubtful whether a whole training may well have brought another value: the value is then taken to be off by half of the deviation of all values
     */
    public record Observation(Point point, double value, boolean isDoubtful) {}

    /**
     * Coordinates in the unit cube, each at a value of its parameter, of points that the space allows; none where hardly any is allowed.
     *
     * @param observations at least one, in the order in which they came
     * @param active points whose values are awaited
     */
    public static Stream<double[]> of(
            Space space, List<Observation> observations, List<Point> active, RandomGenerator random) {
        var encoding = Encoding.of(space);
        return new Proposals(space, new Draw(encoding, random)).of(observations, active);
    }

    private Stream<double[]> of(List<Observation> observations, List<Point> active) {
        var encoding = draw.encoding();
        var all = sample(observations);
        var fitted = Fitted.of(all.only(Kept.of(all.rows(), all.values(), MOST_FITTED)), encoding.scales());
        var kept = Kept.of(all.rows(), all.values(), MOST);
        var surrogate = Surrogate.of(
                all.only(kept), fitted, active.stream().map(encoding::row).toList());
        var centres = IntStream.of(kept)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> all.values()[i]))
                .limit(CENTRES)
                .map(i -> encoding.snap(space.unit(observations.get(i).point())))
                .toList();
        var found = climbed(surrogate, centres);
        for (int i = 0; i < RETRIES && isKnown(surrogate, found); i++) {
            surrogate = surrogate.withLengthsTimes(0.5);
            found = judged(improvement(surrogate), allowed(draw::anywhere, ANYWHERE));
        }
        return found.stream().map(Candidate::unit);
    }

    private boolean isKnown(Surrogate surrogate, List<Candidate> found) {
        return !found.isEmpty()
                && surrogate.isKnown(draw.encoding().row(found.get(0).unit()));
    }

    private Stream<double[]> allowed(Supplier<double[]> places, int count) {
        return Stream.generate(places)
                .limit((long) TRIES * count)
                .filter(isAllowed)
                .limit(count);
    }

    private Sample sample(List<Observation> observations) {
        return new Sample(
                draw.encoding().columns(),
                observations.stream().map(o -> draw.encoding().row(o.point())).toArray(double[][]::new),
                Standardised.of(
                        observations.stream().mapToDouble(Observation::value).toArray()),
                observations.stream()
                        .mapToDouble(o -> o.isDoubtful() ? DOUBT : 0)
                        .toArray());
    }

    private Improvement improvement(Surrogate surrogate) {
        return new Improvement(draw.encoding(), surrogate.process(), surrogate.best());
    }

    private List<Candidate> climbed(Surrogate surrogate, List<double[]> centres) {
        var improvement = improvement(surrogate);
        var places = Stream.concat(allowed(draw::anywhere, ANYWHERE), allowed(() -> draw.near(centres), NEAR_THE_BEST));
        var judged = judged(improvement, places);
        var ascent = new Ascent(improvement, isAllowed);
        return Stream.concat(starts(judged).stream().map(ascent::from), judged.stream())
                .sorted(Candidate.BEST_FIRST)
                .toList();
    }

    private static List<Candidate> judged(Improvement improvement, Stream<double[]> places) {
        return places.map(unit -> new Candidate(unit, improvement.at(unit)))
                .sorted(Candidate.BEST_FIRST)
                .toList();
    }

    private static List<Candidate> starts(List<Candidate> judged) {
        var starts = new ArrayList<Candidate>();
        for (var candidate : judged) {
            if (starts.size() < STARTS && starts.stream().noneMatch(start -> start.isNear(candidate, APART))) {
                starts.add(candidate);
            }
        }
        return starts;
    }
}
