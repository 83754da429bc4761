package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes read ahead, for one thread. The JDK's {@code BufferedInputStream} takes a lock for each byte, which was half of
 * the simulator's CPU time, on the processors on which the exporter is measured.
 */
final class UnsharedInput extends InputStream {

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;

    UnsharedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return filled() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    /** Whether there is another byte. */
    private boolean filled() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(in.read(buffer, 0, buffer.length), 0);
        }
        return next < end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
