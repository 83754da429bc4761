package io.github.cloudtrailexporter.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;

/** Limits the size of a response, because the SDK reads the body to its end into memory. */
final class BodyLimit implements ExecutionInterceptor {

    /** Real responses have some kilobytes, and less than this even with a long text in each field. */
    private static final long MOST_BYTES = 8L << 20;

    /** Not an {@link IOException}, because the SDK would repeat the call. */
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExceededException() {
            super("the response is longer than " + MOST_BYTES + " bytes");
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(LimitedBody::new);
    }

    private static final class LimitedBody extends FilterInputStream {
        private long left = MOST_BYTES;

        private LimitedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left >= 0) {
                return;
            }
            if (in instanceof Abortable connection) {
                // Without this, close() reads the body to its end, to use the connection again.
                connection.abort();
            }
            throw new ExceededException();
        }
    }
}
