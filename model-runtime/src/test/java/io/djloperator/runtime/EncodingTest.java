package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private final TabularSchema schema = TinyPackage.SCHEMA;

    private float[] encode(Map<String, Object> row) throws RowException {
        var out = new float[schema.width()];
        schema.encode(row, out, 0);
        return out;
    }

    @Test
    void numbersAreStandardisedAndCategoriesOneHot() throws RowException {
        assertThat(encode(Map.of("age", 48, "colour", "red", "member", true))).containsExactly(1, 0, 1, 0, 0, 1, 0);
    }

    @Test
    void aMissingNumberIsFilledAndAMissingCategoryIsTheOtherColumn() throws RowException {
        var row = new HashMap<String, Object>();
        row.put("age", null);
        assertThat(encode(row)).containsExactly(0.2f, 0, 0, 1, 0, 0, 1);
    }

    @Test
    void anUnknownCategoryIsTheOtherColumn() throws RowException {
        assertThat(encode(Map.of("age", 38, "colour", "green", "member", false)))
                .containsExactly(0, 0, 0, 1, 1, 0, 0);
    }

    @Test
    void unknownColumnsAreIgnored() throws RowException {
        assertThat(encode(Map.of("age", 38, "shoe size", "x"))[0]).isZero();
    }

    @Test
    void aRowIsWrittenAtItsOffsetAndNothingBesideIt() throws RowException {
        var out = new float[schema.width() + 2];
        out[0] = 9;
        out[out.length - 1] = 9;
        schema.encode(Map.of("age", 38, "colour", "blue", "member", false), out, 1);
        assertThat(out).containsExactly(9, 0, 1, 0, 0, 1, 0, 0, 9);
    }

    @Test
    void aWrongTypeNamesTheColumnAndTheValue() {
        assertThatThrownBy(() -> encode(Map.of("age", "abc"))).hasMessage("column 'age': 'abc' is not a number");
        assertThatThrownBy(() -> encode(Map.of("age", true))).hasMessage("column 'age': true is not a number");
        assertThatThrownBy(() -> encode(Map.of("colour", 3.0))).hasMessage("column 'colour': 3.0 is not text");
        assertThatThrownBy(() -> encode(Map.of("member", "maybe")))
                .hasMessage("column 'member': 'maybe' is not true or false");
    }

    @Test
    void aNumberThatWouldBecomeInfiniteIsRefused() {
        assertThatThrownBy(() -> encode(Map.of("age", 1e300))).hasMessage("column 'age': 1.0E300 is out of range");
        assertThatThrownBy(() -> encode(Map.of("age", Double.POSITIVE_INFINITY)))
                .isInstanceOf(RowException.class);
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        assertThatThrownBy(() -> encode(Map.of("age", "x".repeat(10_000))))
                .message()
                .hasSizeLessThan(120);
    }
}
