package io.djloperator.trainer.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal. */
public final class Sha256 {
    private Sha256() {}

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Copies at most {@code maxBytes} and returns the sum of what was copied. */
    public static String copy(InputStream from, OutputStream to, long maxBytes) throws IOException {
        var digest = digest();
        var buffer = new byte[1 << 16];
        long left = maxBytes;
        for (int read;
                left > 0 && (read = from.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0;
                left -= read) {
            digest.update(buffer, 0, read);
            to.write(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
