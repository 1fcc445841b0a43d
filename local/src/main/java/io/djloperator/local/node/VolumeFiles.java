package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ConfigMap as files: all of it, or the items that a volume names. */
final class VolumeFiles {
    private VolumeFiles() {}

    static void write(Path folder, ConfigMap map, List<KeyToPath> items) throws IOException {
        var content = content(map);
        if (items == null || items.isEmpty()) {
            for (var file : content.entrySet()) {
                Files.write(folder.resolve(Claims.safe(file.getKey())), file.getValue());
            }
            return;
        }
        for (var item : items) {
            if (content.containsKey(item.getKey())) {
                Files.write(folder.resolve(Claims.safe(item.getPath())), content.get(item.getKey()));
            }
        }
    }

    private static Map<String, byte[]> content(ConfigMap map) {
        var content = new LinkedHashMap<String, byte[]>();
        if (map.getData() != null) {
            map.getData().forEach((key, text) -> content.put(key, text.getBytes(StandardCharsets.UTF_8)));
        }
        if (map.getBinaryData() != null) {
            map.getBinaryData()
                    .forEach((key, text) -> content.put(key, Base64.getDecoder().decode(text)));
        }
        return content;
    }
}
