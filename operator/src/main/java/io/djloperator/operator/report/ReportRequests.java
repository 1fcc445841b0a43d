package io.djloperator.operator.report;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.jboss.logging.Logger;

/** Between HTTP and the intake: what is no report by its form is refused here. */
final class ReportRequests implements Handler<HttpServerRequest> {
    static final int MOST_BODY_BYTES = 16 * 1024;
    static final String PATH = "/v1/reports";

    private static final Logger LOG = Logger.getLogger(ReportRequests.class);
    private static final long BODY_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final long ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final String BEARER = "bearer ";

    private final Vertx vertx;
    private final ReportIntake intake;
    private final ObjLongConsumer<Answer> seen;

    /** @param seen is told each answer, and how many nanoseconds it took */
    ReportRequests(Vertx vertx, ReportIntake intake, ObjLongConsumer<Answer> seen) {
        this.vertx = vertx;
        this.intake = intake;
        this.seen = seen;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var exchange = new Exchange(request, System.nanoTime());
        var refusal = refusal(request);
        if (refusal != null) {
            exchange.refuse(refusal);
            return;
        }
        exchange.read();
    }

    /** What speaks against the request before its body is read; null where nothing does. */
    private static Answer refusal(HttpServerRequest request) {
        if (!PATH.equals(request.path())) {
            return Answer.refused(404, "reports go to " + PATH);
        }
        if (!request.method().name().equals("POST")) {
            return Answer.refused(405, "reports are sent by POST");
        }
        var type = request.getHeader("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            return Answer.refused(415, "Content-Type must be application/json");
        }
        if (token(request).isEmpty()) {
            return Answer.UNAUTHENTICATED;
        }
        return declaresTooMuch(request) ? tooLarge() : null;
    }

    private static String token(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    private static boolean declaresTooMuch(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length != null && (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > MOST_BODY_BYTES);
    }

    private static Answer tooLarge() {
        return Answer.refused(413, "a report has at most " + MOST_BODY_BYTES + " bytes");
    }

    /** One request and its answer, which is given once. */
    private final class Exchange {
        private final HttpServerRequest request;
        private final long began;
        private final Context context = vertx.getOrCreateContext();
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean answered;

        Exchange(HttpServerRequest request, long began) {
            this.request = request;
            this.began = began;
        }

        void read() {
            timer = vertx.setTimer(BODY_MILLIS, late -> refuse(Answer.refused(408, "the body did not come in time")));
            request.exceptionHandler(broken -> abandon());
            request.handler(part -> {
                body.appendBuffer(part);
                if (body.length() > MOST_BODY_BYTES) {
                    refuse(tooLarge());
                }
            });
            request.endHandler(end -> {
                vertx.cancelTimer(timer);
                if (!answered) {
                    take();
                }
            });
        }

        private void take() {
            timer = vertx.setTimer(ANSWER_MILLIS, late -> answer(Answer.UNAVAILABLE));
            var remote = request.remoteAddress().hostAddress();
            try {
                intake.take(remote, token(request), body.getBytes())
                        .whenComplete((answer, failure) ->
                                context.runOnContext(back -> answer(failure == null ? answer : unexpected(failure))));
            } catch (RuntimeException e) {
                answer(unexpected(e));
            }
        }

        private Answer unexpected(Throwable failure) {
            LOG.error("a report could not be taken", failure);
            return Answer.refused(500, "the operator failed; its log says why");
        }

        /** Answers before the body has been read, so the connection cannot be used again. */
        void refuse(Answer answer) {
            if (!answered && !request.isEnded()) {
                request.response().putHeader("Connection", "close");
            }
            answer(answer);
        }

        private void answer(Answer answer) {
            if (answered) {
                return;
            }
            abandon();
            seen.accept(answer, System.nanoTime() - began);
            var response = request.response();
            if (response.closed() || response.ended()) {
                return;
            }
            response.setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
            if (answer.retryAfterSeconds() > 0) {
                response.putHeader("Retry-After", Long.toString(answer.retryAfterSeconds()));
            }
            if (answer.status() == 405) {
                response.putHeader("Allow", "POST");
            }
            if (answer.status() == 401) {
                response.putHeader("WWW-Authenticate", "Bearer");
            }
            response.end(answer.body());
        }

        private void abandon() {
            answered = true;
            vertx.cancelTimer(timer);
        }
    }
}
