package io.djloperator.search.sampler.gp;

/**
 * The logarithm of h(z) = φ(z) + z Φ(z), the improvement below 0 that a normal variable of mean −z and variance 1 is expected to bring: of expected improvement itself nothing
 * is left a few deviations away, and a search for its maximum has nothing to go by (Ament et al., "Unexpected Improvements to Expected Improvement for Bayesian
 * Optimization", 2023). In the tail h is computed without a difference of nearly equal numbers: with Mills' ratio as the continued fraction R(x) = 1/(x + K(x)) (Abramowitz and
 * Stegun 26.2.14), h(−x) = φ(x) (1 − x R(x)) = φ(x) K(x) / (x + K(x)).
 */
final class LogImprovement {
    private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;
    private static final double TAIL = -2.5;

    private LogImprovement() {}

    /** log h(z). */
    static double at(double z) {
        if (z < TAIL) {
            double rest = rest(-z);
            return -z * z / 2 - LOG_ROOT_TWO_PI + Math.log(rest / (rest - z));
        }
        return Math.log(density(z) + z * distribution(z));
    }

    /** The derivative of log h, Φ(z) / h(z). */
    static double slope(double z) {
        if (z < TAIL) {
            return 1 / rest(-z);
        }
        return distribution(z) / (density(z) + z * distribution(z));
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2 - LOG_ROOT_TWO_PI);
    }

    /** Φ(z): 1/2 + φ(z) (z + z³/3 + z⁵/15 + …), Abramowitz and Stegun 26.2.11, whose terms all have the same sign, or by Mills' ratio. */
    private static double distribution(double z) {
        if (z > -TAIL) {
            return 1 - density(z) / (z + rest(z));
        }
        double term = z;
        double sum = z;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + density(z) * sum;
    }

    /** K(x) = 1/(x + 2/(x + 3/(x + …))), from the end; farther out fewer terms are needed. */
    private static double rest(double x) {
        double rest = 0;
        for (int i = 8 + (int) (400 / (x * x)); i >= 1; i--) {
            rest = i / (x + rest);
        }
        return rest;
    }
}
