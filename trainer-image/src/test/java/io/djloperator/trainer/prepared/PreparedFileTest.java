package io.djloperator.trainer.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.data.Partition;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.SchemaFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFileTest {
    private static final Mlp MLP = new Mlp(List.of(3), null, null);
    private static final long HEAP = 1L << 30;

    @TempDir
    Path folder;

    private Path file;
    private Prepared prepared;

    /** More rows than are written at once, with every kind of column, missing cells and numbers of all sizes. */
    @BeforeEach
    void write() throws IOException {
        int rows = SummedOutput.VALUES_AT_ONCE + 1000;
        var random = new SplittableRandom(1);
        var amounts = random.doubles(rows, -1e30, 1e30).toArray();
        amounts[0] = 0.1 + 0.2;
        var numbers = Arrays.stream(amounts.clone())
                .map(value -> value > 9e29 ? Double.NaN : value / 3)
                .toArray();
        var codes = random.ints(rows, -1, 2).toArray();
        var data = new Dataset(
                rows,
                List.of(
                        new Column.Numbers("Größe", numbers),
                        new Column.Texts("color", List.of("red \"1\"", "日本"), codes, false),
                        new Column.Texts("yes", List.of("false", "true"), codes, true)),
                new Column.Numbers("amount", amounts),
                List.of(new Column.Texts("group", List.of("a", "b"), codes, false)));
        var partition = Partition.random(rows, 0.2, 0.1, 5);
        var schema = SchemaFit.fit(data, partition.training(), MLP);
        prepared = new Prepared(
                data,
                partition,
                schema,
                Part.of(schema, data, partition.training()),
                Part.of(schema, data, partition.validation()));
        file = folder.resolve("entry");
        PreparedFile.write(file, prepared);
    }

    @Test
    void everyBitComesBack() throws IOException {
        var read = PreparedFile.read(file, MLP, HEAP).orElseThrow();
        assertThat(read.schema()).isEqualTo(prepared.schema());
        assertThat(contents(read.data())).isEqualTo(contents(prepared.data()));
        assertThat(read.partition()).usingRecursiveComparison().isEqualTo(prepared.partition());
        assertThat(Arrays.equals(read.training().inputs(), prepared.training().inputs()))
                .isTrue();
        assertThat(Arrays.equals(read.training().targets(), prepared.training().targets()))
                .isTrue();
        assertThat(Arrays.equals(
                        read.validation().inputs(), prepared.validation().inputs()))
                .isTrue();
        assertThat(Arrays.equals(
                        read.validation().targets(), prepared.validation().targets()))
                .isTrue();
    }

    /** Numbers by their bits, since NaN is not equal to itself. */
    private static List<Object> contents(Dataset data) {
        var columns = new ArrayList<>(data.features());
        columns.add(data.target());
        columns.addAll(data.sensitive());
        return columns.stream()
                .map(column -> column instanceof Column.Numbers numbers
                        ? List.of(
                                numbers.name(),
                                Arrays.stream(numbers.values())
                                        .mapToObj(Double::doubleToRawLongBits)
                                        .toList())
                        : contents((Column.Texts) column))
                .map(Object.class::cast)
                .toList();
    }

    private static List<Object> contents(Column.Texts texts) {
        return List.of(
                texts.name(),
                texts.different(),
                Arrays.stream(texts.codes()).boxed().toList(),
                texts.isBoolean());
    }

    @Test
    void whatDoesNotFitIntoTheMemoryIsNotRead() throws IOException {
        assertThat(PreparedFile.read(file, MLP, 1 << 20)).isEmpty();
    }

    @Test
    void anyOneBitThatIsAnotherShows() throws IOException {
        var bytes = Files.readAllBytes(file);
        var random = new SplittableRandom(2);
        for (int i = 0; i < 40; i++) {
            int place = i < 20 ? random.nextInt(2000) : random.nextInt(bytes.length);
            bytes[place] ^= 1 << (i % 8);
            var damaged = Files.write(folder.resolve("damaged"), bytes);
            assertThatThrownBy(() -> PreparedFile.read(damaged, MLP, HEAP))
                    .as("byte %d", place)
                    .isInstanceOf(PreparedFile.NotWhole.class);
            bytes[place] ^= 1 << (i % 8);
        }
    }
}
