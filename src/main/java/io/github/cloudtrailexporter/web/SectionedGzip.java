package io.github.cloudtrailexporter.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Text in sections, as one member of gzip (RFC 1952). Each section is written and compressed by whoever comes to it first,
 * so a page is ready in half the time where there are two processors. Several members, one for each section, would be gzip
 * as well, but there are clients that read the first only.
 */
final class SectionedGzip {

    private static final int PIECE = 8192;

    /** By deflate; no time, no name, no extra fields; the system is not told. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** The last block of deflate (RFC 1951): there is nothing in it. */
    private static final byte[] END = {3, 0};

    private SectionedGzip() {}

    /** @param helper may make some of the sections, from the last one on, while the caller makes them from the first one on */
    static byte[] of(List<Body.Content> contents, Executor helper) throws IOException {
        // A task runs once, whoever asks it to.
        List<FutureTask<Section>> sections = contents.stream()
                .map(content -> new FutureTask<>(() -> new Section(content)))
                .toList();
        if (sections.size() > 1) {
            offer(() -> backwards(sections), helper);
        }
        sections.forEach(FutureTask::run);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        gzip.writeBytes(HEADER);
        Checksum checksum = Checksum.NOTHING;
        for (FutureTask<Section> section : sections) {
            Section made = Renderers.result(section);
            made.deflated.writeTo(gzip);
            checksum = checksum.then(made.checksum);
        }
        gzip.writeBytes(END);
        gzip.writeBytes(checksum.trailer());
        return gzip.toByteArray();
    }

    /** In the order of the page both would come to its largest sections, which are the last, and one would wait. */
    private static void backwards(List<FutureTask<Section>> sections) {
        for (int i = sections.size() - 1; i >= 0; i--) {
            sections.get(i).run();
        }
    }

    private static void offer(Runnable work, Executor helper) {
        try {
            helper.execute(work);
        } catch (RejectedExecutionException e) {
            // The server is being stopped: the caller makes all of it.
        }
    }

    /** Blocks of deflate that end at the border of a byte and refer to nothing outside, so others can follow. */
    private static final class Section {
        private final ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        private final Checksum checksum;

        /** A quarter more bytes for a third of the time: the page is compressed while a scrape waits for it. */
        Section(Body.Content content) throws IOException {
            Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
            try {
                CRC32 crc = new CRC32();
                OutputStream out = new DeflaterOutputStream(deflated, deflater, PIECE, true);
                PageWriter writer = new PageWriter(new CheckedOutputStream(out, crc));
                content.writeTo(writer);
                writer.flush();
                checksum = new Checksum((int) crc.getValue(), deflater.getBytesRead());
            } finally {
                deflater.end();
            }
        }
    }

    /**
     * The CRC-32 of a text and its length in bytes. That of two texts in a row comes from those of each: as a polynomial
     * over GF(2), the first is multiplied by x to the power of the second's number of bits, and the second is added.
     */
    private record Checksum(int crc, long length) {

        static final Checksum NOTHING = new Checksum(0, 0);

        /** That of CRC-32, lowest power first, as are all here. */
        private static final int POLYNOMIAL = 0xedb88320;

        private static final int ONE = 1 << 31;
        private static final int X = ONE >>> 1;

        Checksum then(Checksum next) {
            int shifted = product(crc, power(next.length * Byte.SIZE));
            return new Checksum(shifted ^ next.crc, length + next.length);
        }

        /** x to this power, by squares. */
        private static int power(long exponent) {
            int result = ONE;
            int square = X;
            for (long rest = exponent; rest != 0; rest >>>= 1) {
                if ((rest & 1) != 0) {
                    result = product(result, square);
                }
                square = product(square, square);
            }
            return result;
        }

        private static int product(int a, int b) {
            int sum = 0;
            int shifted = b;
            for (int rest = a; rest != 0; rest <<= 1) {
                if (rest < 0) {
                    sum ^= shifted;
                }
                shifted = shifted >>> 1 ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
            }
            return sum;
        }

        byte[] trailer() {
            return ByteBuffer.allocate(2 * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(crc)
                    .putInt((int) length)
                    .array();
        }
    }
}
