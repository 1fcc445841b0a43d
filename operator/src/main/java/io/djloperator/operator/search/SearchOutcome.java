package io.djloperator.operator.search;

/** What state a search is in, and why. */
record SearchOutcome(SearchState state, String message) {}
