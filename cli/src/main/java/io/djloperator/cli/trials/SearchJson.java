package io.djloperator.cli.trials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.djloperator.cli.view.SearchView;

/** A search for programs. */
final class SearchJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SearchJson() {}

    static String of(SearchView view) {
        var root = JSON.createObjectNode();
        root.put("name", view.name());
        root.put("state", view.state());
        root.put("message", view.message());
        root.set("objectives", JSON.valueToTree(view.search().objectives()));
        root.set("status", JSON.valueToTree(view.status()));
        root.set("trials", JSON.valueToTree(view.trials()));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
