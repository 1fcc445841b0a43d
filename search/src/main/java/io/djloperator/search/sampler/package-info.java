/**
 * Samplers: each is a pure function of the space, the seed and the history, so a search that is interrupted anywhere goes on as if it had not been.
 */
package io.djloperator.search.sampler;
