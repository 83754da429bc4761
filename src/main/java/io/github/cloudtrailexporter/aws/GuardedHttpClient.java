package io.github.cloudtrailexporter.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client whose requests can be cut from outside through their {@link Call}, and whose answers have an end. */
final class GuardedHttpClient implements SdkHttpClient {

    /** Real answers have some kilobytes; with a generous error text in each field still less than this. */
    private static final long LONGEST_BODY = 8L << 20;

    private final SdkHttpClient client;

    GuardedHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        Call.current().sends(prepared);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return limited(prepared.call());
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static HttpExecuteResponse limited(HttpExecuteResponse response) {
        return response.responseBody()
                .map(body -> HttpExecuteResponse.builder()
                        .response(response.httpResponse())
                        .responseBody(AbortableInputStream.create(new LimitedBody(body), body))
                        .build())
                .orElse(response);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Cuts the connection after too many bytes: merely closing the body would read on to its end. */
    private static final class LimitedBody extends FilterInputStream {

        private final AbortableInputStream body;
        private long left = LONGEST_BODY;

        LimitedBody(AbortableInputStream body) {
            super(body);
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count(skipped);
            return skipped;
        }

        private void count(long read) {
            left -= read;
            if (left < 0) {
                body.abort();
                throw new BodyTooLargeException(LONGEST_BODY);
            }
        }
    }
}
