package io.djloperator.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void tailKeepsTheEndAndSaysThatThereWasMore() {
        assertThat(Text.tail("0123456789", 5)).isEqualTo("…6789");
        assertThat(Text.tail("01234\n", 5)).isEqualTo("01234");
        assertThat(Text.bounded("0123456789", 5)).isEqualTo("0123…");
    }

    @Test
    void noCharacterIsCutInTwo() {
        var faces = "\uD83D\uDE00".repeat(4);
        for (int limit = 2; limit < 8; limit++) {
            assertThat(Text.isPlain(Text.tail(faces, limit)))
                    .as("tail %d", limit)
                    .isTrue();
            assertThat(Text.isPlain(Text.bounded(faces, limit)))
                    .as("bounded %d", limit)
                    .isTrue();
        }
    }

    @Test
    void whatYamlCannotHoldBecomesBlank() {
        assertThat(Text.bounded("a\u0000b\u007fc\uffffd\ud800e", 20)).isEqualTo("a b c d e");
        assertThat(Text.isPlain("ü 統 \uD83D\uDE00")).isTrue();
        assertThat(Text.isPlain("a\uFFFE")).isFalse();
    }
}
