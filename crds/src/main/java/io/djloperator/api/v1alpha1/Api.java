package io.djloperator.api.v1alpha1;

/** Names that every part of the system shares. */
public final class Api {
    /** The API group of both kinds. */
    public static final String GROUP = "djl-operator.io";

    /** The one version of both kinds. */
    public static final String VERSION = "v1alpha1";

    /** Longest name of a resource: children add suffixes and must stay DNS labels. */
    public static final int MAX_NAME_LENGTH = 40;

    static final String NAME_RULE = "self.metadata.name.matches('^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$')";
    static final String NAME_MESSAGE =
            "`metadata.name` must be at most 40 characters long, start with a lower case letter and hold only lower case"
                    + " letters, digits and '-'";

    /** Longest name of a search: its trials add a number. */
    public static final int MAX_SEARCH_NAME_LENGTH = 35;

    static final String SEARCH_NAME_RULE =
            "!has(self.spec.search) || size(self.metadata.name) <= " + MAX_SEARCH_NAME_LENGTH;

    static final String SEARCH_NAME_MESSAGE = "`metadata.name` of a search must be at most " + MAX_SEARCH_NAME_LENGTH
            + " characters long: its trials are named after it";

    /** What a job may report: part and metric. */
    static final String METRIC_NAME = "^[a-zA-Z0-9._/-]+$";

    /** A non-negative decimal, such as {@code 0.15} or {@code 1e-3}. */
    static final String DECIMAL = "^[0-9]{1,9}(\\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?$";

    /** A decimal of either sign. */
    static final String SIGNED_DECIMAL = "^-?[0-9]{1,9}(\\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?$";

    private Api() {}
}
