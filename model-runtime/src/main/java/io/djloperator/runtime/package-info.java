/**
 * What a trained model needs wherever it runs: the encoding of rows, the network, the translator for DJL Serving, drain, metrics and
 * readiness. Depends on nothing that DJL Serving does not already have.
 */
package io.djloperator.runtime;
