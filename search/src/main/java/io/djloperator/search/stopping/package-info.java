/**
 * Stopping rules: each is a pure function of what is remembered of the trials, a dozen numbers each, so an interrupted search decides as if it had not been. Values
 * are always to be made small; those of an objective to be made large come with their signs changed.
 */
package io.djloperator.search.stopping;
