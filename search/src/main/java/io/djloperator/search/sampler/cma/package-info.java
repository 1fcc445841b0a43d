/** CMA-ES as a fold over blocks of results; knows nothing of spaces and trials. */
package io.djloperator.search.sampler.cma;
