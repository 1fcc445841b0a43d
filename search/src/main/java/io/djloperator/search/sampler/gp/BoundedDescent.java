package io.djloperator.search.sampler.gp;

import java.util.Arrays;

/**
 * Minimises a smooth function within bounds: a quasi-Newton method with BFGS updates (Nocedal and Wright, "Numerical Optimization", 2006, eq. 6.17) whose steps are
 * projected onto the bounds, and leave coordinates alone that a bound holds (Bertsekas, "Projected Newton Methods", 1982). Problems here have a few dozen coordinates at
 * most, so the whole matrix is kept.
 *
 * @param lower one bound for each coordinate
 * @param upper one bound for each coordinate
 * @param longest the longest step in any coordinate
 * @param evaluations after how many evaluations to stop
 * @param tolerance a projected gradient below which, in each coordinate, the point is taken for a minimum
 */
record BoundedDescent(double[] lower, double[] upper, double longest, int evaluations, double tolerance) {
    private static final double ARMIJO = 1e-4;

    /**
     * A point, the value there, and its gradient.
     */
    record Place(double[] x, double value, double[] gradient) {}

    /** The best place found from {@code start}; its value is infinite only where that at the start is. */
    Place from(double[] start, Objective objective) {
        var place = evaluate(clamp(start), objective);
        int left = evaluations - 1;
        var inverse = new InverseHessian(start.length);
        while (left > 0 && Double.isFinite(place.value()) && slope(place) > tolerance) {
            var direction = direction(place, inverse);
            double step = 1;
            Place next = null;
            for (; left > 0 && next == null && step > 1e-6; left--) {
                var tried = evaluate(clamp(plus(place.x(), step, direction)), objective);
                double expected = dot(place.gradient(), minus(tried.x(), place.x()));
                if (tried.value() <= place.value() + ARMIJO * expected && expected < 0) {
                    next = tried;
                } else {
                    step *= shrink(place.value(), tried.value(), expected);
                }
            }
            if (next == null) {
                if (inverse.isFresh()) {
                    break;
                }
                inverse.forget();
                continue;
            }
            double gain = place.value() - next.value();
            inverse.learn(minus(next.x(), place.x()), minus(next.gradient(), place.gradient()));
            place = next;
            if (gain < 1e-9 * (1 + Math.abs(place.value()))) {
                break;
            }
        }
        return place;
    }

    // Where the parabola through both values has its minimum, but neither nearly here nor nearly there.
    private static double shrink(double here, double there, double expected) {
        double best = -expected / (2 * (there - here - expected));
        return Double.isFinite(there) ? Math.max(0.1, Math.min(0.5, best)) : 0.2;
    }

    private Place evaluate(double[] x, Objective objective) {
        var gradient = new double[x.length];
        return new Place(x, objective.at(x, gradient), gradient);
    }

    private boolean isHeld(Place place, int i) {
        return place.x()[i] <= lower[i] && place.gradient()[i] > 0
                || place.x()[i] >= upper[i] && place.gradient()[i] < 0;
    }

    private double slope(Place place) {
        double most = 0;
        for (int i = 0; i < lower.length; i++) {
            most = Math.max(most, isHeld(place, i) ? 0 : Math.abs(place.gradient()[i]));
        }
        return most;
    }

    private double[] direction(Place place, InverseHessian inverse) {
        var slopes = place.gradient().clone();
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = isHeld(place, i) ? 0 : slopes[i];
        }
        var direction = inverse.times(slopes);
        for (int i = 0; i < slopes.length; i++) {
            direction[i] = isHeld(place, i) ? 0 : -direction[i];
        }
        if (dot(direction, slopes) >= 0) {
            inverse.forget();
            Arrays.setAll(direction, i -> -slopes[i]);
        }
        double most = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        double cap = inverse.isFresh() ? longest / 4 : longest;
        double scale = most > cap ? cap / most : 1;
        Arrays.setAll(direction, i -> direction[i] * scale);
        return direction;
    }

    private double[] clamp(double[] x) {
        var clamped = new double[x.length];
        Arrays.setAll(clamped, i -> Math.max(lower[i], Math.min(upper[i], x[i])));
        return clamped;
    }

    private static double[] plus(double[] a, double factor, double[] b) {
        var sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + factor * b[i]);
        return sum;
    }

    private static double[] minus(double[] a, double[] b) {
        return plus(a, -1, b);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
