package io.djloperator.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How far a training is.
 *
 * @param epoch the epoch under way, the first is 1
 * @param stepInEpoch steps of this epoch that are done
 * @param step steps that are done in all
 * @param lossSum the loss so far in this epoch, summed over its rows
 * @param best the best metric so far; null before the first epoch has ended
 */
public record Position(int epoch, int stepInEpoch, long step, double lossSum, Best best) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static final Position START = new Position(1, 0, 0, 0, null);

    /** A metric on the validation part at the end of an epoch. */
    public record Best(String metric, double value, int epoch) {}

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Position parse(String json) {
        try {
            return JSON.readValue(json, Position.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no position of a training: " + json, e);
        }
    }

    Position afterStep(double loss) {
        return new Position(epoch, stepInEpoch + 1, step + 1, lossSum + loss, best);
    }

    Position atNextEpoch(Best best) {
        return new Position(epoch + 1, 0, step, 0, best);
    }
}
