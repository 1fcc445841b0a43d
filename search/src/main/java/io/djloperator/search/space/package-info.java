/** What is searched: parameters, their domains, conditions and constraints, and the points that they allow. */
package io.djloperator.search.space;
