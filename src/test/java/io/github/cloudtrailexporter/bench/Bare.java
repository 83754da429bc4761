package io.github.cloudtrailexporter.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * The calls of a scrape without the exporter, in this process: the shortest time that a scrape could take on this machine,
 * beside this simulator.
 */
final class Bare {

    private static final int MEASURED = 9;

    private final Pairs pairs;
    private final int threads;

    Bare(Pairs pairs, int threads) {
        this.pairs = pairs;
        this.threads = threads;
    }

    private interface Call {
        void make(String arn, String region) throws Exception;
    }

    /** Seconds of a sweep with the unchanged SDK, one client for each Region. */
    double sdk(int warmUps) throws Exception {
        Map<String, CloudTrailClient> clients = new ConcurrentHashMap<>();
        try (SdkHttpClient http =
                Apache5HttpClient.builder().maxConnections(4 * threads).build()) {
            return median(
                    warmUps,
                    (arn, region) -> clients.computeIfAbsent(region, name -> client(http, name))
                            .getTrailStatus(request -> request.name(arn)));
        }
    }

    private CloudTrailClient client(SdkHttpClient http, String region) {
        AwsBasicCredentials keys = AwsBasicCredentials.create(
                Options.ENVIRONMENT.get("AWS_ACCESS_KEY_ID"), Options.ENVIRONMENT.get("AWS_SECRET_ACCESS_KEY"));
        return CloudTrailClient.builder()
                .endpointOverride(pairs.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .httpClient(http)
                .build();
    }

    /** Seconds of a sweep with plain sockets, that is, of the simulator and the kernel alone. */
    double sockets(int warmUps) throws Exception {
        Queue<Connection> idle = new ConcurrentLinkedQueue<>();
        try {
            return median(warmUps, (arn, region) -> {
                Connection connection = idle.poll();
                if (connection == null) {
                    connection = new Connection(pairs.endpoint());
                }
                connection.request(arn, region);
                idle.add(connection);
            });
        } finally {
            for (Connection connection : idle) {
                connection.close();
            }
        }
    }

    private double median(int warmUps, Call call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < warmUps; i++) {
                sweep(pool, call);
            }
            return Median.of(MEASURED, () -> sweep(pool, call));
        } finally {
            pool.shutdownNow();
        }
    }

    private double sweep(ExecutorService pool, Call call) throws Exception {
        long before = System.nanoTime();
        List<Callable<Void>> calls = new ArrayList<>(pairs.count());
        for (String arn : pairs.arns()) {
            for (String region : Pairs.REGIONS) {
                calls.add(() -> {
                    call.make(arn, region);
                    return null;
                });
            }
        }
        for (Future<Void> made : pool.invokeAll(calls)) {
            made.get();
        }
        return (System.nanoTime() - before) / 1e9;
    }

    /** Sends requests one after the other, with an invalid signature of the right form. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        Connection(URI endpoint) throws IOException {
            socket = new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }

        void request(String arn, String region) throws IOException {
            String body = "{\"Name\":\"" + arn + "\"}";
            String request = "POST / HTTP/1.1\r\nHost: cloudtrail\r\n"
                    + "X-Amz-Target: com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus\r\n"
                    + "Content-Type: application/x-amz-json-1.1\r\n"
                    + "Authorization: AWS4-HMAC-SHA256 Credential=AKIATEST/20300101/" + region
                    + "/cloudtrail/aws4_request, SignedHeaders=host, Signature=0\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            if (in.readNBytes(length).length < length || !status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
