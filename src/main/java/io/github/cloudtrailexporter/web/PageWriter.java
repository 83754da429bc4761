package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Characters as UTF-8, for one thread. simpleclient writes label values character by character, which the JDK's writers
 * answer with a lock and an encoder's call each: more work than all the rest of a page. Almost all of it is ASCII, which
 * becomes bytes at once.
 */
final class PageWriter extends Writer {

    private static final int PIECE = 8192;
    private static final int ASCII = 0x80;
    private static final char NONE = 0;

    private final OutputStream out;
    private final byte[] buffer = new byte[PIECE];
    private int used;

    /** The first half of a pair whose second half is still to come. */
    private char half = NONE;

    /** How far ASCII goes in as it is: nowhere while half a pair waits. */
    private int limit = PIECE;

    PageWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int character) throws IOException {
        append((char) character);
    }

    @Override
    public Writer append(char character) throws IOException {
        if (character < ASCII && used < limit) {
            buffer[used++] = (byte) character;
        } else {
            encode(character);
        }
        return this;
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        int next = from;
        int end = from + length;
        while (next < end) {
            next = copyAscii(text, next, end);
            if (next < end) {
                append(text.charAt(next));
                next++;
            }
        }
    }

    /** Copies as far as there is ASCII and room. */
    private int copyAscii(String text, int from, int end) {
        int stop = Math.min(end, from + limit - used);
        int next = from;
        int to = used;
        while (next < stop) {
            char character = text.charAt(next);
            if (character >= ASCII) {
                break;
            }
            buffer[to] = (byte) character;
            to++;
            next++;
        }
        used = to;
        return next;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length));
    }

    private void encode(char character) throws IOException {
        String text = half == NONE ? "" : String.valueOf(half);
        half = Character.isHighSurrogate(character) ? character : NONE;
        if (half == NONE) {
            text += character;
        }
        limit = half == NONE ? PIECE : 0;
        for (byte encoded : text.getBytes(StandardCharsets.UTF_8)) {
            if (used == PIECE) {
                drain();
            }
            buffer[used++] = encoded;
        }
    }

    private void drain() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
