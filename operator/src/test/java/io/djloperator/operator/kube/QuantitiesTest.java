package io.djloperator.operator.kube;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class QuantitiesTest {
    /** What somebody may write, and how Kubernetes stores it: a test with a real API server asks it for each. */
    public static final Map<String, String> SPELLINGS = Map.ofEntries(
            entry("1", "1"),
            entry("4.0", "4"),
            entry("0.5", "500m"),
            entry("1000m", "1"),
            entry("1500m", "1500m"),
            entry("0.001", "1m"),
            entry("100", "100"),
            entry("1000", "1k"),
            entry("1024", "1024"),
            entry("2000000", "2M"),
            entry("1024Ki", "1Mi"),
            entry("1536Mi", "1536Mi"),
            entry("1.5Gi", "1536Mi"),
            entry("0.5Ki", "512"),
            entry("0.001Ki", "1024m"),
            entry("1023.999Ki", "1048574976m"),
            entry("2048Gi", "2Ti"),
            entry("0", "0"),
            entry("0Gi", "0"),
            entry("12.34", "12340m"),
            entry("1G", "1G"),
            entry("1000M", "1G"),
            entry("7.5", "7500m"),
            entry("123456789", "123456789"),
            entry("1025Mi", "1025Mi"));

    static Stream<Map.Entry<String, String>> spellings() {
        return SPELLINGS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void amountIsSpelledAsKubernetesSpellsIt(Map.Entry<String, String> spelling) {
        var written = spelling.getKey();
        var canonical = spelling.getValue();
        assertThat(Quantities.canonical(new Quantity(written)).toString()).isEqualTo(canonical);
        assertThat(Quantities.canonical(Quantity.parse(written)).toString()).isEqualTo(canonical);
    }

    @Test
    void spellingKeepsTheAmountAndIsStable() {
        var random = new Random(7);
        var suffixes = new String[] {"", "m", "k", "Ki", "M", "Mi", "G", "Gi", "T", "Ti"};
        for (int i = 0; i < 10_000; i++) {
            var written = new Quantity(random.nextInt(100_000)
                    + (random.nextBoolean() ? "." + random.nextInt(1000) : "")
                    + suffixes[random.nextInt(suffixes.length)]);
            var canonical = Quantities.canonical(written);
            assertThat(canonical.getNumericalAmount())
                    .as(written.toString())
                    .isEqualByComparingTo(written.getNumericalAmount());
            assertThat(Quantities.canonical(canonical).toString()).isEqualTo(canonical.toString());
        }
    }
}
