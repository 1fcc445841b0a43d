package io.djloperator.runtime;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From requests with rows by column name to answers with class names; named by {@code translator} in a package's
 * {@code serving.properties}. One instance serves all workers of a model.
 *
 * <p>DJL Serving answers any exception of a batch with 400 to everyone in it. Therefore every request is judged by itself here, a fault
 * becomes an {@link Output} with its own status, and faults of ours are 500.
 */
public final class TabularTranslator implements ServingTranslator {
    private static final Logger LOG = LoggerFactory.getLogger(TabularTranslator.class);
    private static final String BATCH = "djl-operator-batch";
    /** 64 MiB of inputs in one batch, however many requests it joins. */
    private static final long MAX_CELLS = 16L << 20;

    private final ServingRuntime given;
    private volatile Prepared prepared;

    /** For a server that finds this class by its name: metrics, readiness and drain are those of the process. */
    public TabularTranslator() {
        this(null);
    }

    /** For a server that brings its own runtime; null for that of the process. */
    public TabularTranslator(ServingRuntime runtime) {
        given = runtime;
    }

    /** Takes no arguments: what it needs lies in the package. */
    @Override
    public void setArguments(Map<String, ?> arguments) {}

    @Override
    public synchronized void prepare(TranslatorContext ctx) throws IOException {
        if (prepared == null) {
            var folder = ctx.getModel().getModelPath();
            var schema = SchemaJson.read(folder);
            var runtime = given == null ? ServingRuntime.shared() : given;
            prepared = new Prepared(
                    schema,
                    new RowsReader(schema),
                    runtime,
                    folder.getFileName().toString());
        }
    }

    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK; // only its presence counts: it makes the server call the two methods below
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) {
        var batch = new Batch(prepared);
        ctx.setAttachment(BATCH, batch);
        ctx.getNDManager().attachInternal(BATCH, batch); // closed with the context, also where the forward pass fails
        long cells = 0;
        int rows = 0;
        for (Input input : inputs) {
            var item = item(input, MAX_CELLS - cells, cells > 0);
            batch.add(item);
            if (item.request != null) {
                rows += item.request.goodRows();
                cells += item.request.inputs().length;
            }
        }
        if (rows == 0) {
            return new NDList(); // nothing to predict: the forward pass is skipped
        }
        float[] joined = new float[(int) cells];
        int at = 0;
        for (var item : batch.items) {
            if (item.request != null) {
                System.arraycopy(item.request.inputs(), 0, joined, at, item.request.inputs().length);
                at += item.request.inputs().length;
            }
        }
        return new NDList(ctx.getNDManager().create(joined, new Shape(rows, prepared.schema.width())));
    }

    @Override
    public List<Output> batchProcessOutput(TranslatorContext ctx, NDList list) {
        var batch = (Batch) ctx.getAttachment(BATCH);
        float[] outputs =
                list.isEmpty() ? new float[0] : list.singletonOrThrow().toFloatArray();
        var answers = new ArrayList<Output>(batch.items.size());
        int first = 0;
        for (var item : batch.items) {
            var output = answer(item, outputs, first);
            first += item.request == null ? 0 : item.request.goodRows();
            answers.add(output);
            batch.answered(item, output.getCode());
        }
        return answers;
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Input input) {
        return batchProcessInput(ctx, List.of(input));
    }

    @Override
    public Output processOutput(TranslatorContext ctx, NDList list) {
        return batchProcessOutput(ctx, list).get(0);
    }

    private Item item(Input input, long maxCells, boolean joinsOthers) {
        boolean probe = prepared.runtime.isProbe(input.getProperties());
        try {
            var data = input.getData();
            var body = prepared.reader.read(data == null ? null : data.getAsBytes());
            return new Item(EncodedRequest.of(prepared.schema, body, maxCells), null, probe);
        } catch (RequestException e) {
            boolean crowded = e.status() == 413 && joinsOthers;
            return new Item(null, crowded ? new RequestException(503, "too much at once; try again") : e, probe);
        } catch (RuntimeException e) {
            LOG.error("A request could not be read", e);
            return new Item(null, new RequestException(500, "internal error"), probe);
        }
    }

    private static Output answer(Item item, float[] outputs, int first) {
        if (item.refusal != null) {
            return refused(item.refusal);
        }
        try {
            boolean good = item.request.goodRows() > 0;
            var output = new Output(good ? 200 : 400, good ? "OK" : "no good row");
            output.addProperty("Content-Type", "application/json");
            output.add(item.request.answer(outputs, first));
            return output;
        } catch (RuntimeException e) {
            LOG.error("A prediction failed", e);
            return refused(new RequestException(500, "internal error: " + e.getMessage()));
        }
    }

    private static Output refused(RequestException refusal) {
        var output = new Output(refusal.status(), refusal.getMessage());
        output.addProperty("Content-Type", "application/json");
        output.add(ErrorBody.of(refusal.status(), refusal.getMessage()));
        return output;
    }

    /** What does not change while a model is loaded. */
    private record Prepared(TabularSchema schema, RowsReader reader, ServingRuntime runtime, String model) {}

    /** One request of a batch: encoded, or refused. */
    private record Item(EncodedRequest request, RequestException refusal, boolean probe) {}

    /** The requests that are predicted together, from their reading to the end of the batch. */
    private static final class Batch implements AutoCloseable {
        private final Prepared prepared;
        private final List<Item> items = new ArrayList<>();
        private final long startNanos = System.nanoTime();
        private int entered;
        private int answered;

        Batch(Prepared prepared) {
            this.prepared = prepared;
        }

        void add(Item item) {
            prepared.runtime.inFlight().enter();
            entered++;
            items.add(item);
        }

        void answered(Item item, int status) {
            answered++;
            if (!item.probe) {
                int rows = item.request == null ? 0 : item.request.rows();
                int good = item.request == null || status >= 500 ? 0 : item.request.goodRows();
                double seconds = (System.nanoTime() - startNanos) / 1e9;
                prepared.runtime.metrics().request(prepared.model, status, good, rows - good, seconds);
            }
        }

        @Override
        public void close() {
            while (answered < items.size()) {
                answered(items.get(answered), 500);
            }
            for (; entered > 0; entered--) {
                prepared.runtime.inFlight().exit();
            }
        }
    }
}
