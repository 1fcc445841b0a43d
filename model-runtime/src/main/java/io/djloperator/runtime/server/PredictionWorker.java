package io.djloperator.runtime.server;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.TranslateException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that predicts batch after batch, until it is interrupted. */
final class PredictionWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionWorker.class);

    private final PredictionQueue queue;
    private final LoadedModel model;

    PredictionWorker(PredictionQueue queue, LoadedModel model) {
        this.queue = queue;
        this.model = model;
    }

    @Override
    public void run() {
        try (var predictor = model.newPredictor()) {
            while (!Thread.currentThread().isInterrupted()) {
                predict(predictor, queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void predict(Predictor<Input, Output> predictor, List<PredictionQueue.Job> batch) {
        try {
            var answers = predictor.batchPredict(
                    batch.stream().map(PredictionQueue.Job::input).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (TranslateException | RuntimeException e) {
            LOG.error("A batch of {} failed", batch.size(), e);
            batch.forEach(job -> job.answer().completeExceptionally(e));
        }
    }
}
