package io.djloperator.trainer;

import ai.djl.ndarray.NDList;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.training.Attendant;
import io.djloperator.trainer.training.Position;
import io.djloperator.trainer.training.Position.Best;
import java.util.function.Consumer;

/** At the nodes that train along: rank 0 knows where to go on, evaluates, keeps and reports. */
record Follower(Consumer<String> lines) implements Attendant {
    @Override
    public Position begin(NDList arrays) {
        return Position.START;
    }

    @Override
    public void stepDone(Position at, NDList arrays) {
        // rank 0 looks after it
    }

    @Override
    public Best epochDone(TrainedModel model, Position at, double loss, double seconds) {
        return at.best();
    }

    @Override
    public void trained(Position at, NDList arrays) {
        lines.accept("trained along for " + at.step() + " steps; rank 0 evaluates and packages");
    }

    @Override
    public void stopping(Position at, NDList arrays) {
        lines.accept("stopped after step " + at.step());
    }
}
