package io.djloperator.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.processing.MDCUtils;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
    private static final String NAME = "eventsource.event.resource.name";

    /** As where an informer hands work to a pool that starts a thread for it. */
    @Test
    void threadThatWasStartedByAnEventForgetsItsResource() throws InterruptedException {
        var said = new ArrayList<String>();
        var another = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("another")
                .withNamespace("a")
                .withUid("u")
                .withResourceVersion("1")
                .withGeneration(1L)
                .endMetadata()
                .build();
        var worker = new Thread[1];
        MDCUtils.withMDCForEvent(
                another,
                ResourceAction.ADDED,
                () -> worker[0] = new Thread(() -> {
                    said.add(MDC.get(NAME));
                    LogContext.forgetEvent();
                    said.add(MDC.get(NAME));
                }),
                "children");
        worker[0].start();
        worker[0].join();
        assertThat(said).isEqualTo(Arrays.asList("another", null));
    }
}
