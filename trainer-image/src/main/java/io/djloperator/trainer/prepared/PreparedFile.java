package io.djloperator.trainer.prepared;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.runtime.SchemaJson;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.data.Partition;
import io.djloperator.trainer.data.TableReader;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.SchemaFit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Prepared} as a file: the length of a header, the header as JSON, the columns, the rows of each part, the encoded parts, and a
 * sum over all of it.
 */
final class PreparedFile {
    /** To be raised with every change of what is written, read or encoded. */
    static final int FORMAT_VERSION = 1;

    private static final int MOST_HEADER_BYTES = 256 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PreparedFile() {}

    /** One column; {@code different} is null where it holds numbers. */
    record Head(String name, List<String> different, boolean isBoolean) {
        static Head of(Column column) {
            return column instanceof Column.Texts texts
                    ? new Head(texts.name(), texts.different(), texts.isBoolean())
                    : new Head(column.name(), null, false);
        }
    }

    /** @param columns the features, the target, the sensitive ones */
    record Header(int rows, List<Head> columns, int sensitive, int training, int validation, int test, String schema) {
        boolean isConsistent() {
            return columns != null
                    && schema != null
                    && sensitive >= 0
                    && columns.size() > 1 + sensitive
                    && training > 0
                    && validation > 0
                    && test > 0
                    && (long) training + validation + test == rows;
        }

        long columnBytes() {
            return columns.stream()
                            .mapToLong(column -> column.different() == null ? 8 : 4)
                            .sum()
                    * rows;
        }
    }

    /** What is wrong with a file that could be read. */
    static final class NotWhole extends IOException {
        NotWhole(String message) {
            super(message);
        }
    }

    /** Writes a new file. */
    static void write(Path file, Prepared prepared) throws IOException {
        var columns = columns(prepared.data());
        var partition = prepared.partition();
        var header = JSON.writeValueAsBytes(new Header(
                prepared.data().rows(),
                columns.stream().map(Head::of).toList(),
                prepared.data().sensitive().size(),
                partition.training().length,
                partition.validation().length,
                partition.test().length,
                SchemaJson.write(prepared.schema())));
        if (header.length > MOST_HEADER_BYTES) {
            throw new IOException("the texts take " + header.length + " bytes");
        }
        try (var out = new SummedOutput(file)) {
            out.write(new int[] {header.length});
            out.write(header);
            for (var column : columns) {
                if (column instanceof Column.Numbers numbers) {
                    out.write(numbers.values());
                } else {
                    out.write(((Column.Texts) column).codes());
                }
            }
            out.write(partition.training());
            out.write(partition.validation());
            out.write(partition.test());
            for (var part : List.of(prepared.training(), prepared.validation())) {
                out.write(part.inputs());
                out.write(part.targets());
            }
            out.writeSum();
        }
    }

    private static List<Column> columns(Dataset data) {
        var columns = new ArrayList<>(data.features());
        columns.add(data.target());
        columns.addAll(data.sensitive());
        return columns;
    }

    /**
     * Reads a file; empty where it would not fit into the memory, so that whoever prepares it says what to do.
     *
     * @param mlp the network that is to be trained on it
     * @throws NotWhole where the file is damaged
     */
    static Optional<Prepared> read(Path file, Mlp mlp, long heapBytes) throws IOException {
        try (var in = new SummedInput(file)) {
            var header = header(in);
            var schema = SchemaFit.with(SchemaJson.parse(header.schema()), mlp);
            if (!TableReader.fits(header.columnBytes(), heapBytes)
                    || !Part.fits(header.rows(), schema.width(), heapBytes)) {
                return Optional.empty();
            }
            if (in.left() != bytes(header, schema.width())) {
                throw new NotWhole("it is too short or too long");
            }
            var columns = new ArrayList<Column>();
            for (var head : header.columns()) {
                columns.add(column(head, header.rows(), in));
            }
            var partition =
                    new Partition(in.ints(header.training()), in.ints(header.validation()), in.ints(header.test()));
            var training = part(header.training(), schema.width(), in);
            var validation = part(header.validation(), schema.width(), in);
            if (!in.isWhole()) {
                throw new NotWhole("its sum is another");
            }
            var data = dataset(header, columns);
            return Optional.of(new Prepared(data, partition, schema, training, validation));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new NotWhole("its header cannot be read");
        }
    }

    private static Header header(SummedInput in) throws IOException {
        if (in.left() < Integer.BYTES) {
            throw new NotWhole("it is empty");
        }
        int length = in.ints(1)[0];
        if (length < 2 || length > MOST_HEADER_BYTES || length > in.left()) {
            throw new NotWhole("it has a header of " + length + " bytes");
        }
        var header = JSON.readValue(new String(in.bytes(length), StandardCharsets.UTF_8), Header.class);
        if (!header.isConsistent()) {
            throw new NotWhole("its header contradicts itself");
        }
        return header;
    }

    /** Of all that follows the header: so a damaged number in it takes no memory. */
    private static long bytes(Header header, int width) {
        long parts = (long) header.training() + header.validation();
        return header.columnBytes() + 4L * header.rows() + 4L * parts * (width + 1) + Long.BYTES;
    }

    private static Column column(Head head, int rows, SummedInput in) throws IOException {
        return head.different() == null
                ? new Column.Numbers(head.name(), in.doubles(rows))
                : new Column.Texts(head.name(), head.different(), in.ints(rows), head.isBoolean());
    }

    private static Part part(int rows, int width, SummedInput in) throws IOException {
        return new Part(rows, width, in.floats(rows * width), in.floats(rows));
    }

    private static Dataset dataset(Header header, List<Column> columns) {
        int features = columns.size() - 1 - header.sensitive();
        return new Dataset(
                header.rows(),
                List.copyOf(columns.subList(0, features)),
                columns.get(features),
                columns.subList(features + 1, columns.size()).stream()
                        .map(Column.Texts.class::cast)
                        .toList());
    }
}
