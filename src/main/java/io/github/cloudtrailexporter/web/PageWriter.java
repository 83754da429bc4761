package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Characters as UTF-8, for one thread. simpleclient writes label values character by character, which the JDK's writers
 * answer with a lock and an encoder's call each: more work than all the rest of a page.
 */
final class PageWriter extends Writer {

    private static final int PIECE = 8192;

    private final OutputStream out;
    private final char[] buffer = new char[PIECE];
    private int used;

    PageWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int character) throws IOException {
        makeRoom();
        buffer[used++] = (char) character;
    }

    @Override
    public Writer append(char character) throws IOException {
        write(character);
        return this;
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        int next = from;
        int end = from + length;
        while (next < end) {
            makeRoom();
            int piece = Math.min(end - next, PIECE - used);
            text.getChars(next, next + piece, buffer, used);
            used += piece;
            next += piece;
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length));
    }

    private void makeRoom() throws IOException {
        if (used == PIECE) {
            drain();
        }
    }

    /** Keeps back the first half of a pair whose second half is still to come. */
    private void drain() throws IOException {
        boolean half = used > 0 && Character.isHighSurrogate(buffer[used - 1]);
        int whole = half ? used - 1 : used;
        out.write(new String(buffer, 0, whole).getBytes(StandardCharsets.UTF_8));
        buffer[0] = buffer[used - 1];
        used = half ? 1 : 0;
    }

    @Override
    public void flush() throws IOException {
        if (used > 0) {
            drain();
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
