package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS is called through the proxy of the environment. This proxy rejects all requests, so no traffic leaves the machine. */
class HttpsProxyIT {

    private static final String CONFIG = """
            trails:
              - arn: arn:aws:cloudtrail:us-east-1:111122223333:trail/management
            """;

    @TempDir
    private Path directory;

    @Test
    void awsIsCalledThroughTheProxyOfTheEnvironment() throws Exception {
        Path config = Files.writeString(directory.resolve("config.yml"), CONFIG);
        List<String> requests = new CopyOnWriteArrayList<>();
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> refuse(proxy, requests), "proxy");
            thread.setDaemon(true);
            thread.start();

            Jar.Ended status = Jar.in(directory)
                    .withKeys()
                    .with("HTTPS_PROXY", "http://canary-user:canary-password@127.0.0.1:" + proxy.getLocalPort())
                    .run("status", "--config.file=" + config);

            assertThat(status.code()).isEqualTo(2);
            assertThat(requests).contains("CONNECT cloudtrail.us-east-1.amazonaws.com:443 HTTP/1.1");
            assertThat(status.out() + status.err()).doesNotContain("canary");
        }
    }

    private static void refuse(ServerSocket proxy, List<String> requests) {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                requests.add(in.readLine());
                client.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test is over, or one client disconnected.
            }
        }
    }
}
