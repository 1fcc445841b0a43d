/** Which parameters mattered, from the results of a search. */
package io.djloperator.search.importance;
