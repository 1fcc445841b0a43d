package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.trainer.training.Position.Best;
import org.junit.jupiter.api.Test;

class TrainingWatchTest {
    private static final Best NONE = new Best("validation/auc", Double.NaN, 1);
    private static final Best SOME = new Best("validation/auc", 0.8, 2);

    @Test
    void aValueThatIsNoneIsNotTheBest() {
        assertThat(TrainingWatch.better(NONE, SOME, false)).isEqualTo(SOME);
        assertThat(TrainingWatch.better(SOME, NONE, false)).isEqualTo(SOME);
    }

    @Test
    void aTrainingGoesOnWhoseBestValueIsNone() {
        assertThat(TrainingWatch.best(NONE)).isEmpty();
        assertThat(TrainingWatch.best(SOME)).contains("validation/auc 0.8 in epoch 2");
    }
}
