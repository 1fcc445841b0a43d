package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodTokensTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path folder;

    private final NumberedTokens sources = new NumberedTokens();
    private final PodTokens tokens = new PodTokens(
            new PodBuilder().withNewMetadata().withName("p").endMetadata().build(), sources);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("report-token");
        tokens.write(file, new ServiceAccountTokenProjection("reports", 1000L, "report-token"), START);
    }

    @Test
    void aTokenStaysForFourFifthsOfItsLife() throws IOException {
        tokens.renew(START.plusSeconds(799));
        assertThat(file).hasContent("token 1");
        tokens.renew(START.plusSeconds(800));
        assertThat(file).hasContent("token 2");
    }

    @Test
    void whereTheApiServerDoesNotAnswerItIsAskedAgain() throws IOException {
        sources.isDown = true;
        tokens.renew(START.plusSeconds(800));
        assertThat(file).hasContent("token 1");
        sources.isDown = false;
        tokens.renew(START.plusSeconds(810));
        assertThat(file).hasContent("token 2");
    }

    private static final class NumberedTokens implements VolumeSources {
        private int issued;
        private boolean isDown;

        @Override
        public Optional<ConfigMap> configMap(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public String token(Pod pod, ServiceAccountTokenProjection asked) {
            if (isDown) {
                throw new KubernetesClientException("down");
            }
            return "token " + ++issued;
        }
    }
}
