package io.djloperator.operator.report;

/** A body that is no report. The message names the field and what is wrong, and repeats nothing that came in. */
final class BadReport extends Exception {
    private static final long serialVersionUID = 1;

    BadReport(String field, String wrong) {
        this(field + ": " + wrong);
    }

    BadReport(String message) {
        super(message, null, false, false);
    }
}
