package io.djloperator.search.sampler.cma;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealVector;

/**
 * What a distribution learns from a block of results: figure 6 of Hansen's tutorial (arXiv 1604.00772), with every step taken as one that may have been injected
 * (Hansen, "Injecting External Solutions Into CMA-ES", arXiv 1110.4181, 2011): it is shortened where the distribution would hardly ever have drawn it.
 */
final class Update {
    private static final double MOST_SIGMA_CHANGE = 1;

    private final Strategy strategy;
    private final Gaussian before;
    private final UnaryOperator<RealVector> floor;

    /** @param floor from a mean to the least standard deviation of each coordinate there */
    Update(Strategy strategy, Gaussian before, UnaryOperator<RealVector> floor) {
        this.strategy = strategy;
        this.before = before;
        this.floor = floor;
    }

    /** @param points of one block, best first */
    Gaussian by(List<RealVector> points) {
        var steps = new ArrayList<Step>();
        RealVector move = new ArrayRealVector(strategy.dimensions());
        for (int i = 0; i < points.size(); i++) {
            var step = step(points.get(i), strategy.weights().getEntry(i));
            steps.add(step);
            if (step.weight() > 0) {
                move = move.add(step.vector().mapMultiply(step.weight()));
            }
        }
        var sigmaPath = sigmaPath(move);
        boolean isSteady = isSteady(sigmaPath);
        var path = path(move, isSteady);
        var mean = before.mean().add(move.mapMultiply(before.sigma()));
        double sigma = before.sigma() * sigmaFactor(sigmaPath);
        var covariance = covariance(steps, path, isSteady);
        widen(covariance, floor.apply(mean).mapDivide(sigma));
        int generation = before.generation() + 1;
        return Gaussian.of(mean, sigma, MatrixUtils.createRealMatrix(covariance), sigmaPath, path, generation);
    }

    /**
     * A point as it is learnt from.
     *
     * @param vector from the mean, in units of sigma
     * @param length of the vector in coordinates in which the covariance is the identity
     */
    private record Step(RealVector vector, double length, double weight) {}

    private Step step(RealVector point, double weight) {
        var vector = point.subtract(before.mean()).mapDivideToSelf(before.sigma());
        double length = before.whitened(vector).getNorm();
        if (length <= longestStep()) {
            return new Step(vector, length, weight);
        }
        // A point from far off lies along the narrowest axis, nearly always; were it held against that axis, the axis
        // would become narrower each time.
        return new Step(vector.mapMultiplyToSelf(longestStep() / length), longestStep(), Math.max(0, weight));
    }

    /** c_y = √n + 2n/(n+2) of the report on injection. Of the distribution's own draws about one in a hundred is longer, so all are treated alike. */
    private double longestStep() {
        double n = strategy.dimensions();
        return Math.sqrt(n) + 2 * n / (n + 2);
    }

    private RealVector sigmaPath(RealVector move) {
        double rate = strategy.sigmaRate();
        return before.sigmaPath()
                .mapMultiply(1 - rate)
                .add(before.whitened(move).mapMultiplyToSelf(Math.sqrt(rate * (2 - rate) * strategy.mass())));
    }

    private RealVector path(RealVector move, boolean isSteady) {
        double rate = strategy.pathRate();
        var kept = before.path().mapMultiply(1 - rate);
        return isSteady ? kept.add(move.mapMultiply(Math.sqrt(rate * (2 - rate) * strategy.mass()))) : kept;
    }

    /** h_σ: false where the step size is about to grow fast, which must not stretch the covariance as well. */
    private boolean isSteady(RealVector sigmaPath) {
        double seen = 1 - Math.pow(1 - strategy.sigmaRate(), 2.0 * (before.generation() + 1));
        return sigmaPath.getNorm() / Math.sqrt(seen)
                < (1.4 + 2.0 / (strategy.dimensions() + 1)) * strategy.expectedLength();
    }

    private double sigmaFactor(RealVector sigmaPath) {
        double change =
                strategy.sigmaRate() / strategy.sigmaDamping() * (sigmaPath.getNorm() / strategy.expectedLength() - 1);
        return Math.exp(Math.min(MOST_SIGMA_CHANGE, change));
    }

    private double[][] covariance(List<Step> steps, RealVector path, boolean isSteady) {
        double rankOne = strategy.rankOneRate();
        double rankMu = strategy.rankMuRate();
        double unsteady = isSteady ? 0 : rankOne * strategy.pathRate() * (2 - strategy.pathRate());
        double sum = steps.stream().mapToDouble(Step::weight).sum();
        var after = before.covariance()
                .scalarMultiply(1 + unsteady - rankOne - rankMu * sum)
                .getData();
        add(after, path, rankOne);
        for (var step : steps) {
            // Of a bad step only the direction counts, or a long one would make the covariance indefinite.
            double squared = Math.max(step.length() * step.length(), Double.MIN_NORMAL);
            double scale = step.weight() >= 0 ? 1 : strategy.dimensions() / squared;
            add(after, step.vector(), rankMu * step.weight() * scale);
        }
        return after;
    }

    /** Raises deviations to their floor and leaves correlations as they are. */
    private static void widen(double[][] covariance, RealVector floor) {
        for (int i = 0; i < covariance.length; i++) {
            double factor = floor.getEntry(i) / Math.sqrt(covariance[i][i]);
            for (int j = 0; factor > 1 && j < covariance.length; j++) {
                covariance[i][j] *= factor;
                covariance[j][i] *= factor;
            }
        }
    }

    private static void add(double[][] matrix, RealVector step, double weight) {
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column <= row; column++) {
                double value = matrix[row][column] + weight * step.getEntry(row) * step.getEntry(column);
                matrix[row][column] = value;
                matrix[column][row] = value;
            }
        }
    }
}
