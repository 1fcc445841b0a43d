/**
 * A Gaussian process over the points of a space and the improvement that it expects of a new one. Values are to be made small, standardised ones here; numbers lie in
 * the unit interval.
 */
package io.djloperator.search.sampler.gp;
