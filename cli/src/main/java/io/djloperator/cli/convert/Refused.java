package io.djloperator.cli.convert;

/** Why an Experiment cannot become a TrainingJob at all: the field, its value and the way out. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(Field field, String why) {
        super(field.path() + ": " + field.shown() + ": " + why);
    }

    Refused(String message) {
        super(message);
    }
}
