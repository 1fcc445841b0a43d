package io.djloperator.search.sampler.cma;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.RealVector;

/**
 * What a evolution is told beforehand.
 *
 * @param population λ before the first restart
 * @param start the distribution to begin with after so many restarts
 * @param floor from a mean to the least standard deviation of each coordinate there; 0 for continuous ones
 */
public record Ground(int population, IntFunction<Gaussian> start, UnaryOperator<RealVector> floor) {}
