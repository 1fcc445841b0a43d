package io.djloperator.search.sampler.cma;

import java.util.random.RandomGenerator;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The distribution that points are drawn from, N(mean, sigma² covariance), and the two paths that it has come by.
 *
 * @param axes eigenvectors of the covariance, as columns
 * @param lengths square roots of its eigenvalues
 * @param sigmaPath p_σ, the latest steps of the mean in coordinates in which the covariance is the identity
 * @param path p_c, the latest steps of the mean
 * @param generation how many blocks it has learnt from
 */
public record Gaussian(
        RealVector mean,
        double sigma,
        RealMatrix covariance,
        RealMatrix axes,
        RealVector lengths,
        RealVector sigmaPath,
        RealVector path,
        int generation) {

    /** One that has learnt nothing. */
    public static Gaussian of(RealVector mean, double sigma) {
        int n = mean.getDimension();
        var none = new ArrayRealVector(n);
        return of(mean, sigma, MatrixUtils.createRealIdentityMatrix(n), none, none, 0);
    }

    static Gaussian of(
            RealVector mean,
            double sigma,
            RealMatrix covariance,
            RealVector sigmaPath,
            RealVector path,
            int generation) {
        var eigen = new EigenDecompositionSymmetric(covariance, 1e-12, false);
        var lengths = new ArrayRealVector(eigen.getEigenvalues());
        // Rounding may leave the smallest a little below zero where the condition number is at its limit.
        lengths.mapToSelf(value -> Math.sqrt(Math.max(value, 1e-30)));
        return new Gaussian(mean, sigma, covariance, eigen.getV(), lengths, sigmaPath, path, generation);
    }

    /**
     * A draw.
     *
     * @param spread times as far from the mean as the distribution says
     */
    public RealVector draw(RandomGenerator random, double spread) {
        var normal = new ArrayRealVector(mean.getDimension());
        for (int i = 0; i < normal.getDimension(); i++) {
            normal.setEntry(i, random.nextGaussian() * lengths.getEntry(i));
        }
        return mean.add(axes.operate(normal).mapMultiplyToSelf(sigma * spread));
    }

    /** C^(-1/2) {@code step}: the step in coordinates in which the covariance is the identity. */
    RealVector whitened(RealVector step) {
        return axes.operate(axes.preMultiply(step).ebeDivide(lengths));
    }

    /** The standard deviation of one coordinate. */
    double deviation(int i) {
        return sigma * Math.sqrt(covariance.getEntry(i, i));
    }
}
