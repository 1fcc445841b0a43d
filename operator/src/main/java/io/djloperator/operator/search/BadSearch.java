package io.djloperator.operator.search;

/** A search that cannot be run as it is; the message says which field, which value, and what to change. */
final class BadSearch extends RuntimeException {
    BadSearch(String message) {
        super(message);
    }
}
