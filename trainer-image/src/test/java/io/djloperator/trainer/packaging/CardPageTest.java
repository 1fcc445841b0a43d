package io.djloperator.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.api.v1alpha1.Model;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardPageTest {
    private static final String HOSTILE = "<script>alert('1')</script>&\"";

    @Test
    void whateverComesFromTheJobOrItsDataIsEscaped() {
        var card = new ModelCard(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                Map.of(HOSTILE, HOSTILE),
                HOSTILE,
                Map.of(HOSTILE, 1),
                List.of(HOSTILE),
                List.of(HOSTILE),
                List.of(HOSTILE),
                new TrainingJobSpec(
                        null,
                        null,
                        new Model(new Mlp(null, null, null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                1,
                List.of(new MetricValue(HOSTILE, HOSTILE, HOSTILE)),
                List.of(new GateResult(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, true)),
                Map.of(HOSTILE, List.of(new ModelCard.Group(HOSTILE, 1, HOSTILE, HOSTILE))),
                List.of(HOSTILE));
        assertThat(CardPage.of(card)).doesNotContain("<script").contains("&lt;script&gt;alert(");
    }
}
