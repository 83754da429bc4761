package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.metrics.AwsCallMetrics;
import io.github.cloudtrailexporter.metrics.MetricsPage;
import io.github.cloudtrailexporter.metrics.ProcessMetrics;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.SelfProbe;
import io.github.cloudtrailexporter.web.WebHandlers;
import io.github.cloudtrailexporter.web.WebOptions;
import io.github.cloudtrailexporter.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exporter as a server: put together, started, and stopped in good order. */
public final class Exporter {

    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
    private static final Duration GRACE = Duration.ofSeconds(8);

    /** Another one is for tests, which have no minute. */
    private static final Duration PROBE_INTERVAL =
            Duration.ofMillis(Long.getLong("cloudtrail-exporter.self-probe-millis", SelfProbe.INTERVAL.toMillis()));

    /** What the command line says. */
    public record Options(ConfigOptions config, WebOptions web, Build build) {}

    private Exporter() {}

    /** Serves until SIGTERM or SIGINT. */
    public static void run(Options options)
            throws ConfigException, IOException, InterruptedException, FailedCommandException {
        AwsCallMetrics calls = new AwsCallMetrics();
        Setting setting = Setting.of(options.config(), new CountedCalls(calls), Clock.systemUTC());
        serve(options, setting, setting.source().read(), calls);
    }

    private static void serve(Options options, Setting setting, ExporterConfig config, AwsCallMetrics calls)
            throws IOException, InterruptedException, FailedCommandException {
        Clock clock = setting.clock();
        Engine.Surroundings surroundings = setting.surroundings(options.config().shard());
        AmbientCheck.pass(setting.source(), config, surroundings);
        ReloadMetrics reloads = ReloadMetrics.ofConfiguration(clock.instant());
        ReloadMetrics tlsReloads = ReloadMetrics.ofTlsFiles(clock.instant());
        try (LiveEngine live = new LiveEngine(new Engine(config, surroundings))) {
            ConfigReloader reloader = new ConfigReloader(setting.source(), surroundings, live, reloads);
            ProcessMetrics process = new ProcessMetrics(
                    options.build().version(), options.build().revision());
            List<MetricsPage.FamilySource> own = options.web().web().tls().isPresent()
                    ? List.of(calls, reloads, tlsReloads, process)
                    : List.of(calls, reloads, process);
            MetricsPage page = new MetricsPage(clock, own);
            WebHandlers handlers = new WebHandlers(live, page, reloader, tlsReloads, () -> true, live::pollTimeout);
            BuildInfo build =
                    new BuildInfo(options.build().version(), options.build().revision());
            // Before anybody can see that it is ready, and send one.
            Signals signals = Signals.install(reloader::reload);
            WebServer server = WebServer.start(options.web(), handlers, build);
            announce(options, setting, server);
            untilTheEnd(server, signals);
        }
    }

    private static void untilTheEnd(WebServer server, Signals signals) throws InterruptedException {
        SelfProbe probe = SelfProbe.start(server.addresses(), PROBE_INTERVAL, Main::stuck);
        signals.awaitEnd();
        probe.stop();
        LOG.info("stopping");
        server.stop(GRACE);
    }

    private static void announce(Options options, Setting setting, WebServer server) {
        boolean tls = options.web().web().tls().isPresent();
        LOG.atInfo()
                .addKeyValue("version", options.build().version())
                .addKeyValue("revision", options.build().revision())
                .addKeyValue("java", System.getProperty("java.version"))
                .addKeyValue("config", setting.source().name())
                .log("cloudtrail-exporter started");
        for (InetSocketAddress address : server.addresses()) {
            LOG.atInfo()
                    .addKeyValue("address", text(address))
                    .addKeyValue("tls", tls)
                    .log("listening");
        }
        if (options.config().demo()) {
            String scheme = tls ? "https" : "http";
            System.err.println(Demo.announcement(
                    scheme + "://localhost:" + server.addresses().get(0).getPort()));
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress()
                ? ""
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
