package io.djloperator.local.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder with all state, used by one process at a time. */
record StateFolder(Path path, FileChannel channel) implements AutoCloseable {

    /** Takes the folder, and removes what an earlier run may have left in it of its pods. */
    static StateFolder lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(folder);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(folder);
        }
        for (var leftover : new String[] {"pods", "logs"}) {
            deleteTree(folder.resolve(leftover));
        }
        return new StateFolder(folder, channel);
    }

    private static UserError inUse(Path folder) {
        return new UserError(
                folder + " is in use by another run: end that one first, or give another folder with --dir");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
