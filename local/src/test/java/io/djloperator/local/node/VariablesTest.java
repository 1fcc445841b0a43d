package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void aVariableMayTakeAFieldOfThePodAndNameThoseBeforeIt() {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName("train-0")
                .addToLabels("rank", "3")
                .endMetadata()
                .build();
        var container = Variables.resolve(
                new ContainerBuilder()
                        .addToEnv(new EnvVarBuilder()
                                .withName("RANK")
                                .withNewValueFrom()
                                .withNewFieldRef("v1", "metadata.labels['rank']")
                                .endValueFrom()
                                .build())
                        .addNewEnv()
                        .withName("FILE")
                        .withValue("/out/$(RANK)")
                        .endEnv()
                        .withArgs("--rank=$(RANK)", "$(FILE)")
                        .build(),
                pod);
        assertThat(container.getEnv().stream().collect(Collectors.toMap(e -> e.getName(), e -> e.getValue())))
                .isEqualTo(Map.of("RANK", "3", "FILE", "/out/3"));
        assertThat(container.getArgs()).containsExactly("--rank=3", "/out/3");
    }

    @Test
    void anUnknownNameAndAnEscapedOneStay() {
        assertThat(Variables.expand("$(NONE) $$(KNOWN) $KNOWN a$$b", Map.of("KNOWN", "x")))
                .isEqualTo("$(NONE) $(KNOWN) $KNOWN a$b");
    }
}
