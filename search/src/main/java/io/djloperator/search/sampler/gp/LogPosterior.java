package io.djloperator.search.sampler.gp;

import java.util.Arrays;

/**
 * How ill the logarithms of hyperparameters explain a sample: minus the logarithm of their marginal likelihood (Rasmussen and Williams 2006, eq. 5.8, with the gradient of eq. 5.9) and of
 * the prior.
 */
final class LogPosterior implements Objective {
    private final Sample sample;
    private final Prior prior;
    // By length scale, then by pair (i, j) with j < i, row by row.
    private final double[][] squaredDistances;

    LogPosterior(Sample sample, Prior prior, int scales) {
        this.sample = sample;
        this.prior = prior;
        squaredDistances = new double[scales][sample.size() * (sample.size() - 1) / 2];
        var columns = sample.columns();
        for (int c = 0; c < columns.size(); c++) {
            var distances = squaredDistances[columns.get(c).scale()];
            int pair = 0;
            for (int i = 0; i < sample.size(); i++) {
                for (int j = 0; j < i; j++) {
                    distances[pair++] += columns.get(c).squaredDistance(sample.rows()[i][c], sample.rows()[j][c]);
                }
            }
        }
    }

    @Override
    public double at(double[] logarithms, double[] gradient) {
        var parameters = Hyperparameters.ofLogarithms(logarithms);
        var distances = weighted(parameters.weights());
        var factor = Factor.of(covariance(parameters, distances));
        if (factor.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        var white = factor.get().whiten(sample.values());
        var surplus = surplus(factor.get().precision(), factor.get().backSolve(white));
        fill(gradient, surplus, parameters, distances);
        double misfit = dot(white, white) + factor.get().logDeterminant() + sample.size() * Math.log(2 * Math.PI);
        return misfit / 2 + prior.add(logarithms, gradient);
    }

    private double[] weighted(double[] weights) {
        var sum = new double[sample.size() * (sample.size() - 1) / 2];
        for (int scale = 0; scale < weights.length; scale++) {
            var distances = squaredDistances[scale];
            double weight = weights[scale];
            for (int pair = 0; pair < sum.length; pair++) {
                sum[pair] += weight * distances[pair];
            }
        }
        return sum;
    }

    private double[][] covariance(Hyperparameters parameters, double[] distances) {
        int size = sample.size();
        var covariance = new double[size][size];
        int pair = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double entry = parameters.covariance(distances[pair++]);
                covariance[i][j] = entry;
                covariance[j][i] = entry;
            }
            covariance[i][i] = parameters.covariance(0) + parameters.noise() + sample.doubts()[i];
        }
        return covariance;
    }

    // The precision less the outer product of the weights of the mean: eq. 5.9's matrix with its sign changed.
    private static double[][] surplus(double[][] precision, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j <= i; j++) {
                precision[i][j] -= weights[i] * weights[j];
            }
        }
        return precision;
    }

    private void fill(double[] gradient, double[][] surplus, Hyperparameters parameters, double[] distances) {
        Arrays.fill(gradient, 0);
        int scales = parameters.lengths().length;
        var slopes = new double[distances.length];
        double trace = 0;
        double signal = 0;
        int pair = 0;
        for (int i = 0; i < surplus.length; i++) {
            trace += surplus[i][i];
            for (int j = 0; j < i; j++, pair++) {
                signal += surplus[i][j] * Matern52.correlation(distances[pair]);
                slopes[pair] = surplus[i][j] * Matern52.slope(distances[pair]);
            }
        }
        var weights = parameters.weights();
        for (int scale = 0; scale < scales; scale++) {
            gradient[scale] = -2 * weights[scale] * parameters.signal() * dot(slopes, squaredDistances[scale]);
        }
        gradient[scales] = parameters.signal() * (trace / 2 + signal);
        gradient[scales + 1] = parameters.noise() * trace / 2;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
