package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsReaderTest {
    private final RowsReader reader = new RowsReader(TinyPackage.SCHEMA);

    private RowsReader.Body read(String body) throws RequestException {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anObjectIsOneRowAndAnArrayIsMany() throws RequestException {
        assertThat(read("{\"age\":1}").single()).isTrue();
        assertThat(read("[{\"age\":1},{\"age\":2.5}]").rows())
                .extracting(RowsReader.Row::values)
                .containsExactly(Map.of("age", 1.0), Map.of("age", 2.5));
    }

    @Test
    void columnsThatAreNoFeatureAreNotKept() throws RequestException {
        assertThat(read("{\"x\":{\"deep\":[1,{}]},\"age\":null,\"colour\":\"red\"}")
                        .rows()
                        .get(0)
                        .values())
                .isEqualTo(Map.of("colour", "red"));
    }

    @Test
    void aNestedValueOrARowThatIsNoObjectIsAFaultOfThatRowOnly() throws RequestException {
        var rows = read("[{\"age\":[1]},7,{\"age\":3}]").rows();
        assertThat(rows.get(0).fault()).isEqualTo("column 'age': an object or array is no value");
        assertThat(rows.get(1).fault()).contains("must be an object");
        assertThat(rows.get(2).fault()).isNull();
    }

    @Test
    void whatIsNoJsonIsRefusedAsAWhole() {
        for (var body :
                List.of("", "hello", "[{\"age\":1}", "{\"age\":NaN}", "{\"age\":1} x", "[]", "3", "[{\"age\":1}]]")) {
            assertThatThrownBy(() -> read(body))
                    .as(body)
                    .isInstanceOfSatisfying(
                            RequestException.class, e -> assertThat(e.status()).isEqualTo(400));
        }
    }

    @Test
    void tooManyRowsAreRefused() throws RequestException {
        assertThat(read("[" + "{},".repeat(9_999) + "{}]").rows()).hasSize(10_000);
        assertThatThrownBy(() -> read("[" + "{},".repeat(10_000) + "{}]"))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void tooManyBytesAreRefused() {
        assertThatThrownBy(() -> reader.read(new byte[RowsReader.MAX_BYTES + 1]))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void deepNestingDoesNoHarm() {
        assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(1_000_000))).isInstanceOf(RequestException.class);
    }
}
