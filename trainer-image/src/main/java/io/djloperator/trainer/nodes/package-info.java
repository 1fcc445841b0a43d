/**
 * Data-parallel training over several processes: every node reads all data, takes its share of each batch, and the gradients are summed at
 * rank 0. The sums are made in the order of the ranks, so that no timing changes the result.
 */
package io.djloperator.trainer.nodes;
