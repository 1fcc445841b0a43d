package io.djloperator.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void aLineThatIsNoTrialIsLeftOut() {
        assertThat(TrialLines.parse(
                        "{\"trial\":1,\"state\":\"Active\",\"later\":1}\n\nnot json\n[]\nnull\n{\"trial\":2}\n"))
                .extracting(Trial::trial)
                .containsExactly(1, 2);
        assertThat(TrialLines.parse(null)).isEmpty();
    }

    @Test
    void aCurveIsByEpochWhereEveryPointHasOne() {
        assertThat(CurveLines.parse("{\"a\": [[10,1,0.5],[20,2,\"0.6\"]]}", "a"))
                .isEqualTo(new Curve("epoch", java.util.List.of(new Curve.Point(1, 0.5), new Curve.Point(2, 0.6))));
    }

    @Test
    void aCurveIsByStepWhereSomePointHasNoEpoch() {
        assertThat(CurveLines.parse("{\"a\": [[10,null,0.5],[20,2,0.6]]}", "a").unit())
                .isEqualTo("step");
    }

    @Test
    void aCurveThatIsNoneHasNoPoints() {
        assertThat(CurveLines.parse("nonsense", "a").points()).isEmpty();
        assertThat(CurveLines.parse("{\"a\": 3}", "a").points()).isEmpty();
        assertThat(CurveLines.parse("{\"b\": []}", "a").points()).isEmpty();
        assertThat(CurveLines.parse(null, "a").points()).isEmpty();
    }

    @Test
    void numbersAreRoundedToFiveDigitsAndTextStays() {
        assertThat(Numbers.rounded("0.853412345")).isEqualTo("0.85341");
        assertThat(Numbers.rounded("0.0000123456")).isEqualTo("1.2346e-05");
        assertThat(Numbers.rounded("602214076000")).isEqualTo("6.0221e+11");
        assertThat(Numbers.rounded("-12.50")).isEqualTo("-12.5");
        assertThat(Numbers.rounded("0.000")).isEqualTo("0");
        assertThat(Numbers.rounded("adam")).isEqualTo("adam");
        assertThat(Numbers.rounded("1e999999999")).isEqualTo("1e+999999999");
    }

    @Test
    void durationsAreReadAtAGlance() {
        assertThat(Numbers.duration(59)).isEqualTo("59s");
        assertThat(Numbers.duration(600)).isEqualTo("10m00s");
        assertThat(Numbers.duration(7260)).isEqualTo("2h01m");
        assertThat(Numbers.duration(90000)).isEqualTo("1d01h");
    }
}
