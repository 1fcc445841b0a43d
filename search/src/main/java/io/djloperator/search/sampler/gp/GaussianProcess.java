package io.djloperator.search.sampler.gp;

/** A process that has taken in a sample: Rasmussen and Williams (2006), algorithm 2.1. */
final class GaussianProcess {
    private static final double LEAST_VARIANCE = 1e-12;

    private final Sample sample;
    private final Hyperparameters parameters;
    private final double[] weights;
    private final Factor factor;
    private final double[] alpha;

    private GaussianProcess(Sample sample, Hyperparameters parameters, Factor factor) {
        this.sample = sample;
        this.parameters = parameters;
        this.factor = factor;
        weights = parameters.weights();
        alpha = factor.backSolve(factor.whiten(sample.values()));
    }

    /** @throws IllegalStateException where the covariance of the sample is not positive definite to working precision, which noise prevents */
    static GaussianProcess of(Sample sample, Hyperparameters parameters) {
        return Factor.of(covariance(sample, parameters))
                .map(factor -> new GaussianProcess(sample, parameters, factor))
                .orElseThrow(() -> new IllegalStateException("no covariance: " + parameters));
    }

    private static double[][] covariance(Sample sample, Hyperparameters parameters) {
        var covariance = new double[sample.size()][];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = covariances(sample.squaredDistances(sample.rows()[i], parameters.weights()), parameters);
            covariance[i][i] += parameters.noise() + sample.doubts()[i];
        }
        return covariance;
    }

    private static double[] covariances(double[] distances, Hyperparameters parameters) {
        var covariances = new double[distances.length];
        for (int i = 0; i < distances.length; i++) {
            covariances[i] = parameters.covariance(distances[i]);
        }
        return covariances;
    }

    /** The value to expect at {@code row}. */
    double mean(double[] row) {
        return dot(alpha, covariances(sample.squaredDistances(row, weights), parameters));
    }

    /** Mean and variance of the value at {@code row}, its noise left out. */
    Belief at(double[] row) {
        var covariances = covariances(sample.squaredDistances(row, weights), parameters);
        return belief(covariances, factor.whiten(covariances));
    }

    private Belief belief(double[] covariances, double[] white) {
        double variance = Math.max(parameters.covariance(0) - dot(white, white), LEAST_VARIANCE * parameters.signal());
        return new Belief(dot(alpha, covariances), variance);
    }

    /** A normal distribution. */
    record Belief(double mean, double variance) {}

    /** What is believed of a place, and how it changes by each column of numbers; by others not at all. */
    record Slope(Belief belief, double[] mean, double[] variance) {}

    /** As {@link #at}, with the derivatives. */
    Slope slopeAt(double[] row) {
        var distances = sample.squaredDistances(row, weights);
        var covariances = covariances(distances, parameters);
        var white = factor.whiten(covariances);
        var beta = factor.backSolve(white);
        var slopes = new double[distances.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = 2 * parameters.signal() * Matern52.slope(distances[i]);
        }
        var mean = new double[row.length];
        var variance = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            var column = sample.columns().get(c);
            for (int i = 0; i < slopes.length && !column.isNominal(); i++) {
                double slope = weights[column.scale()] * slopes[i] * (row[c] - sample.rows()[i][c]);
                mean[c] += alpha[i] * slope;
                variance[c] -= 2 * beta[i] * slope;
            }
        }
        return new Slope(belief(covariances, white), mean, variance);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
