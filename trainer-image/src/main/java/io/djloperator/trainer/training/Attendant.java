package io.djloperator.trainer.training;

import ai.djl.ndarray.NDList;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.training.Position.Best;
import java.io.IOException;

/** Who watches a training and keeps its states. */
public interface Attendant {
    /**
     * Called once before the first step.
     *
     * @param arrays the parameters and the optimizer's memory, each with its name: may be filled from a kept state
     * @return where to go on; {@link Position#START} unless the arrays were filled
     */
    Position begin(NDList arrays) throws IOException;

    /** Called after each step with all that it takes to go on from there. */
    void stepDone(Position at, NDList arrays);

    /**
     * Called when all steps of an epoch are done.
     *
     * @param loss the mean over the epoch's rows, while the parameters changed
     * @param seconds since the epoch, or its part in this process, began
     * @return the best metric so far
     */
    Best epochDone(TrainedModel model, Position at, double loss, double seconds);

    /** Called when the last step is done, and nothing of the model will change any more. */
    void trained(Position at, NDList arrays);

    /** Called when a node was told to stop, after the step that was under way, or is gone; the training then ends with an exception. */
    void stopping(Position at, NDList arrays);
}
