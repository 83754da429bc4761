package io.github.cloudtrailexporter.web.security;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * As much of DER as it takes to put the two older forms of a private key into the one that the JDK reads: PKCS#1 for RSA
 * and SEC 1 for elliptic curves into PKCS#8 (RFC 5958, section 2; RFC 8017, appendix A.1; RFC 5915, section 3).
 */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int CURVE = 0xa0;

    private static final byte[] VERSION_0 = hex("020100");
    private static final byte[] RSA_ALGORITHM = hex("300d06092a864886f70d0101010500");
    private static final byte[] EC_ALGORITHM_ID = hex("06072a8648ce3d0201");

    private Der() {}

    /** The PKCS#8 form of an RSA key in PKCS#1. */
    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return element(SEQUENCE, VERSION_0, RSA_ALGORITHM, element(OCTET_STRING, pkcs1));
    }

    /**
     * The PKCS#8 form of an elliptic curve key in SEC 1.
     *
     * @throws RuntimeException of any kind if it is no such key, or does not name its curve
     */
    static byte[] pkcs8OfEc(byte[] sec1) {
        byte[] algorithm = element(SEQUENCE, EC_ALGORITHM_ID, curve(sec1));
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, sec1));
    }

    /** The content of the element tagged [0] within the outermost sequence. */
    private static byte[] curve(byte[] sec1) {
        ByteBuffer key = ByteBuffer.wrap(sec1);
        key.get();
        length(key);
        while (key.hasRemaining()) {
            int tag = Byte.toUnsignedInt(key.get());
            byte[] content = new byte[length(key)];
            key.get(content);
            if (tag == CURVE) {
                return content;
            }
        }
        throw new IllegalArgumentException("no curve");
    }

    private static int length(ByteBuffer in) {
        int first = Byte.toUnsignedInt(in.get());
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | Byte.toUnsignedInt(in.get());
        }
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("an element is longer than what there is");
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        writeLength(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
        out.write(0x80 | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >> (8 * i));
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
