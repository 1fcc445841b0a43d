package io.djloperator.cli.trials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void theSizeIsWhatSttyPrintsOrTheUsualOne() {
        assertThat(Terminal.parse("50 132")).isEqualTo(new Terminal(132, 50));
        assertThat(Terminal.parse("0 0")).isEqualTo(new Terminal(80, 24));
        assertThat(Terminal.parse("")).isEqualTo(new Terminal(80, 24));
    }

    @Test
    void withoutATerminalThereIsNoWidth() {
        assertThat(Terminal.now()).isEqualTo(new Terminal(0, 0));
        assertThat(Terminal.now().isThere()).isFalse();
    }
}
