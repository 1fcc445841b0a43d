package io.djloperator.runtime;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/** The JSON of an error, in the form that DJL Serving uses for its own. */
public final class ErrorBody {
    private static final Gson GSON = new Gson();

    private ErrorBody() {}

    /** {@code {"code":400,"type":"BadRequest","message":"…"}}. */
    public static String of(int status, String message) {
        var json = new JsonObject();
        json.addProperty("code", status);
        json.addProperty("type", status < 500 ? "BadRequest" : status == 503 ? "Unavailable" : "InternalError");
        json.addProperty("message", message);
        return GSON.toJson(json);
    }
}
