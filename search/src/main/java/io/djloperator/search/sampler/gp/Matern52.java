package io.djloperator.search.sampler.gp;

/**
 * The Matérn correlation with ν = 5/2, as a function of the squared distance in units of the length scales: sample paths that can be differentiated twice, which is
 * rougher than a squared exponential and what Snoek, Larochelle and Adams, "Practical Bayesian Optimization of Machine Learning Algorithms" (2012), recommend for
 * hyperparameters. Formula: Rasmussen and Williams, "Gaussian Processes for Machine Learning" (2006), eq. 4.17.
 */
final class Matern52 {
    private Matern52() {}

    /** (1 + √5 r + 5/3 r²) exp(−√5 r), from 1 at distance 0 down to 0. */
    static double correlation(double squaredDistance) {
        double scaled = Math.sqrt(5 * squaredDistance);
        return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
    }

    /** The derivative by the squared distance, −5/6 (1 + √5 r) exp(−√5 r): finite at 0, unlike that by the distance's parts. */
    static double slope(double squaredDistance) {
        double scaled = Math.sqrt(5 * squaredDistance);
        return -5.0 / 6 * (1 + scaled) * Math.exp(-scaled);
    }
}
