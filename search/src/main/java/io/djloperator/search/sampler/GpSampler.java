package io.djloperator.search.sampler;

import io.djloperator.search.sampler.gp.Proposals;
import io.djloperator.search.sampler.gp.Proposals.Observation;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bayesian optimisation: tries the point at which a Gaussian process of all values so far expects the greatest improvement. At home where a trial is dear, parameters are few (up to about
 * twenty) and most of them numbers.
 *
 * <p>Trials under way count as if they had brought what is expected of them, so parallel points stay apart. What was stopped early counts with its last value, less than a whole
 * trial does; what failed counts likewise, with the worst value of all, so that the search leaves a region in which trials fail.
 *
 * @param startupTrials how many results there must be, those of earlier searches included, before the process is asked; until then points are those of {@link SobolSampler}
 */
public record GpSampler(int startupTrials) implements Sampler {
    /** @throws IllegalArgumentException where {@code startupTrials} is less than 1 */
    public GpSampler {
        if (startupTrials < 1) {
            throw new IllegalArgumentException("startupTrials: %d must be at least 1".formatted(startupTrials));
        }
    }

    @Override
    public Optional<Point> next(Space space, long seed, History history) {
        var results = history.results();
        if (results.size() < startupTrials) {
            return new SobolSampler().next(space, seed, history);
        }
        var random = Draws.generator(seed, history.next());
        var active = history.active().stream().map(Trial::point).toList();
        var proposals = Proposals.of(space, observations(results, history), active, random)
                .iterator();
        return Draws.firstNew(
                space,
                history,
                () -> space.at(proposals.hasNext() ? proposals.next() : Draws.uniform(random, space.dimensions())));
    }

    private static List<Observation> observations(List<Trial> results, History history) {
        double worst = results.stream().mapToDouble(Trial::value).max().orElseThrow();
        var failed = history.trials().stream()
                .filter(trial -> trial.state() == Trial.State.FAILED)
                .map(trial -> new Observation(trial.point(), worst, true));
        var ended = results.stream()
                .map(trial -> new Observation(trial.point(), trial.value(), trial.state() == Trial.State.STOPPED));
        return Stream.concat(failed, ended).toList();
    }
}
