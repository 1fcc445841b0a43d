package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The tree-structured Parzen estimator: a distribution of where good trials are and one of where bad ones are; of some points drawn from the first, the next is the one that is likeliest by the
 * first compared to the second. For one objective or several, for any space, and for up to some thousand trials.
 *
 * <p>Sources: Bergstra et al., <i>Algorithms for Hyper-Parameter Optimization</i>, NeurIPS 2011; kernels over all parameters together from Falkner et al., <i>BOHB</i>, ICML 2018; share and
 * weights of the good trials from Watanabe, <i>Tree-Structured Parzen Estimator: Understanding Its Algorithm Components and Their Roles for Better Empirical Performance</i>, 2023; several
 * objectives from Ozaki et al., <i>Multiobjective Tree-Structured Parzen Estimator</i>, GECCO 2020.
 *
 * @param startupTrials how many results there must be before they say anything; until then points come from a {@link SobolSampler}. 0 or more, 10 if nobody says otherwise
 */
public record TpeSampler(int startupTrials) implements Sampler {
    private static final int STARTUP_TRIALS = 10;
    private static final int CANDIDATES = 24;
    // Where constraints or earlier trials refuse 19 of 20 there are still all candidates.
    private static final int MOST_DRAWS = 20 * CANDIDATES;

    /** @throws IllegalArgumentException where {@code startupTrials} is negative */
    public TpeSampler {
        if (startupTrials < 0) {
            throw new IllegalArgumentException("startupTrials %d must be 0 or more".formatted(startupTrials));
        }
    }

    /** Starts with ten points, as Optuna does. */
    public TpeSampler() {
        this(STARTUP_TRIALS);
    }

    @Override
    public Optional<Point> next(Space space, long seed, History history) {
        if (history.results().size() < startupTrials) {
            return new SobolSampler().next(space, seed, history);
        }
        var split = TrialSplit.of(history);
        var good = new ParzenEstimator(space, points(split.good()), TrialWeights.good(split));
        var bad = new ParzenEstimator(
                space, points(split.bad()), TrialWeights.fading(split.bad().size()));
        return candidates(space, history, good, Draws.generator(seed, history.next()))
                .map(point -> new Candidate(point, good.logDensity(point) - bad.logDensity(point)))
                .max(Comparator.comparingDouble(Candidate::logRatio))
                .map(Candidate::point)
                .or(() -> new RandomSampler().next(space, seed, history));
    }

    private static Stream<Point> candidates(
            Space space, History history, ParzenEstimator good, RandomGenerator random) {
        var tried = Draws.tried(history);
        return Stream.generate(() -> good.draw(random))
                .limit(MOST_DRAWS)
                .filter(point -> !tried.contains(point) && space.allows(point))
                .limit(CANDIDATES);
    }

    private static List<Point> points(List<Trial> trials) {
        return trials.stream().map(Trial::point).toList();
    }

    private record Candidate(Point point, double logRatio) {}
}
