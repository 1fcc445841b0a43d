package io.djloperator.search.importance;

import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much one parameter matters on its own: functional ANOVA, Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML 2014.
 *
 * @param parameter its name
 * @param share from 0 to 1: of the variance of the value over the whole space, the part that goes with this parameter while all others are averaged over. The shares of all
 *     parameters sum to less than 1 where parameters act together
 */
public record Importance(String parameter, double share) {
    /** With fewer results a forest sees mostly chance. */
    public static final int FEWEST_RESULTS = 20;

    private static final int TREES = 64;

    /**
     * The importance of each parameter for the first objective, largest first. The space counts evenly, on a logarithmic scale where a domain has one, however unevenly a sampler has
     * tried it, and a parameter that is not active counts as one that has any value to no effect: what comes of its being active or not belongs to the parameter that its condition
     * speaks of. Constraints do not count.
     *
     * @param results points with values; stopped trials count with what they reported last
     * @param seed of the forest; the same arguments always give the same shares
     * @return empty where there are fewer than {@link #FEWEST_RESULTS} results; all 0 where all values are the same
     */
    public static List<Importance> of(Space space, List<Trial> results, long seed) {
        if (results.size() < FEWEST_RESULTS) {
            return List.of();
        }
        var table = Table.of(space, results);
        var random = new SplittableRandom(seed);
        var shares = new double[space.dimensions()];
        int trees = 0;
        for (int i = 0; i < TREES; i++) {
            var variance = Variance.of(Tree.leaves(table, random.split()), table.columns());
            trees += variance.total() > 0 ? 1 : 0;
            for (int column = 0; column < shares.length; column++) {
                shares[column] += variance.share(column);
            }
        }
        var importances = new ArrayList<Importance>();
        for (int column = 0; column < shares.length; column++) {
            importances.add(new Importance(
                    space.parameters().get(column).name(), Math.min(1, shares[column] / Math.max(1, trees))));
        }
        importances.sort(Comparator.comparingDouble(Importance::share).reversed());
        return importances;
    }
}
