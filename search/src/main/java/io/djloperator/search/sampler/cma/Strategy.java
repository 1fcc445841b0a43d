package io.djloperator.search.sampler.cma;

import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;

/**
 * The constants of CMA-ES, all from the number of coordinates and the population: table 1 of Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772 (2016).
 *
 * @param dimensions n
 * @param population λ, the results that make a block
 * @param weights of the results of a block, best first: the better half's are positive and sum to 1, the others' are negative (active covariance update)
 * @param mass μ_eff of the positive weights
 * @param sigmaRate c_σ, how fast the path of the step size forgets
 * @param sigmaDamping d_σ
 * @param pathRate c_c, how fast the path of the covariance forgets
 * @param rankOneRate c_1
 * @param rankMuRate c_μ
 * @param expectedLength χ_n, of a standard normal vector
 */
public record Strategy(
        int dimensions,
        int population,
        RealVector weights,
        double mass,
        double sigmaRate,
        double sigmaDamping,
        double pathRate,
        double rankOneRate,
        double rankMuRate,
        double expectedLength) {

    /** λ where nobody has asked for another: 4 + ⌊3 ln n⌋. */
    public static int defaultPopulation(int dimensions) {
        return 4 + (int) Math.floor(3 * Math.log(dimensions));
    }

    static Strategy of(int dimensions, int population) {
        double n = dimensions;
        double[] raw = IntStream.rangeClosed(1, population)
                .mapToDouble(rank -> Math.log((population + 1) / 2.0) - Math.log(rank))
                .toArray();
        double mass = mass(raw, 1);
        double sigmaRate = (mass + 2) / (n + mass + 5);
        double damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + sigmaRate;
        double rankOne = 2 / ((n + 1.3) * (n + 1.3) + mass);
        double rankMu = Math.min(1 - rankOne, 2 * (mass - 2 + 1 / mass) / ((n + 2) * (n + 2) + mass));
        return new Strategy(
                dimensions,
                population,
                weights(raw, n, rankOne, rankMu),
                mass,
                sigmaRate,
                damping,
                (4 + mass / n) / (n + 4 + 2 * mass / n),
                rankOne,
                rankMu,
                Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)));
    }

    /** (Σ w)² / Σ w² of the weights of this sign. */
    private static double mass(double[] raw, int sign) {
        double sum = 0;
        double squares = 0;
        for (double weight : raw) {
            double part = Math.max(0, sign * weight);
            sum += part;
            squares += part * part;
        }
        return sum * sum / squares;
    }

    /** Equations 49 to 53: the negative weights are as large as leaves the covariance positive definite. */
    private static RealVector weights(double[] raw, double n, double rankOne, double rankMu) {
        double positive = IntStream.range(0, raw.length)
                .mapToDouble(i -> Math.max(0, raw[i]))
                .sum();
        double negative = IntStream.range(0, raw.length)
                .mapToDouble(i -> Math.max(0, -raw[i]))
                .sum();
        double negativeMass = mass(raw, -1);
        double most = Math.min(
                Math.min(1 + rankOne / rankMu, 1 + 2 * negativeMass / (mass(raw, 1) + 2)),
                (1 - rankOne - rankMu) / (n * rankMu));
        double[] weights = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = raw[i] >= 0 ? raw[i] / positive : raw[i] * most / negative;
        }
        return new ArrayRealVector(weights, false);
    }
}
