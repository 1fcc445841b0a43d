/** {@code kubectl djl trials}: reads a search from the cluster and shows it. */
package io.djloperator.cli.trials;
