package io.djloperator.cli.convert;

/**
 * Something that is not carried over, or means something else afterwards.
 *
 * @param field where it stands in the Experiment
 * @param value what stands there, shortened
 * @param advice what to do
 */
record Note(String field, String value, String advice) {
    static Note of(Field field, String advice) {
        return new Note(field.path(), field.shown(), advice);
    }
}
