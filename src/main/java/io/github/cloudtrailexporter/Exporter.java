package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.metrics.AwsCallMetrics;
import io.github.cloudtrailexporter.metrics.ProcessMetrics;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.StateLog;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.WebOptions;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebServer;
import io.github.cloudtrailexporter.web.WebServer.Sources;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exporter as a server: wired by hand, started and stopped in order. */
public final class Exporter {

    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final ConfigOptions config;
    private final WebOptions web;
    private final CommandContext context;
    private final BuildInfo build = BuildInfo.current();

    private Exporter(ConfigOptions config, WebOptions web, CommandContext context) {
        this.config = config;
        this.web = web;
        this.context = context;
    }

    /** Counts the calls to AWS in the exporter's own metrics, and logs its identity in AWS. */
    private static final class OwnCalls extends AwsCallMetrics implements CallListener {

        private final AtomicReference<String> identity = new AtomicReference<>();

        /** A reload signs in again, usually as the same. */
        @Override
        public void identified(String arn) {
            if (!arn.equals(identity.getAndSet(arn))) {
                LOG.atInfo().addKeyValue("arn", arn).log("signed in to AWS");
            }
        }
    }

    /** Serves until SIGTERM or SIGINT, or with {@code exitAfterScrape} until it has requested each page once itself. */
    public static void run(ConfigOptions config, WebOptions web, boolean exitAfterScrape)
            throws ConfigException, IOException, InterruptedException {
        OwnCalls calls = new OwnCalls();
        CommandContext context = CommandContext.of(config, calls);
        ExporterConfig first = context.check();
        ReloadMetrics reloads = ReloadMetrics.ofConfiguration(Instant.now());
        try (ReloadablePoller poller = new ReloadablePoller(context, first, new StateLog(), reloads)) {
            new Exporter(config, web, context).serve(poller, calls, reloads, exitAfterScrape);
        }
    }

    private void serve(ReloadablePoller poller, OwnCalls calls, ReloadMetrics reloads, boolean exitAfterScrape)
            throws IOException, InterruptedException {
        List<Collector> own = new ArrayList<>(List.of(calls, reloads));
        own.addAll(web.web().reloads());
        own.add(new ProcessMetrics(build.version(), build.revision()));
        Sources sources = new Sources(poller::snapshot, own, poller::reload, poller::pollTimeout);
        // Before the server is ready, because from then on a SIGHUP must be a reload.
        Signals signals = Signals.install(poller::reload);
        WebServer server = WebServer.start(web, sources, build);
        logStart(server.addresses());
        if (exitAfterScrape) {
            scrape(server.addresses().get(0).getPort());
        } else {
            signals.awaitEnd();
        }
        LOG.info("stopping");
        server.stop(GRACE);
    }

    private void scrape(int port) throws IOException {
        for (String path : List.of(web.telemetryPath(), "/")) {
            URLConnection page = URI.create(url(web, port) + path).toURL().openConnection();
            page.setRequestProperty("Accept-Encoding", "gzip");
            try (InputStream body = page.getInputStream()) {
                body.readAllBytes();
            }
        }
    }

    private void logStart(List<InetSocketAddress> addresses) {
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("revision", build.revision())
                .addKeyValue("java", System.getProperty("java.version"))
                .addKeyValue("config", context.name())
                .log("cloudtrail-exporter started");
        for (InetSocketAddress address : addresses) {
            InetAddress host = address.getAddress();
            ListenAddress bound =
                    new ListenAddress(host.isAnyLocalAddress() ? "" : host.getHostAddress(), address.getPort());
            LOG.atInfo()
                    .addKeyValue("address", bound)
                    .addKeyValue("tls", web.web().hasTls())
                    .log("listening");
        }
        if (config.demo()) {
            System.err.println(announcement(web, addresses.get(0).getPort()));
        }
    }

    static String announcement(WebOptions web, int port) {
        return """

                This is the demo: a simulated AWS with a dozen trails, some of them broken. Look at
                  %1$s/           the status page
                  %1$s%2$s    what Prometheus scrapes
                After two minutes one more trail fails, for four minutes; after three minutes another one stops recording
                write events, for twenty. Stop with Ctrl-C.
                """.formatted(url(web, port), web.telemetryPath());
    }

    private static String url(WebOptions web, int port) {
        String scheme = web.web().hasTls() ? "https" : "http";
        return scheme + "://localhost:" + port + web.prefix().routes();
    }
}
