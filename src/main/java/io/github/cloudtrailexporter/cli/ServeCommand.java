package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.CommandContext;
import io.github.cloudtrailexporter.Exporter;
import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.web.WebOptions;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.WebAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main command: serves the metrics until SIGTERM or SIGINT. */
@Command(
        name = "cloudtrail-exporter",
        abbreviateSynopsis = true,
        description = "Prometheus exporter for the health of AWS CloudTrail trails.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            StatusCommand.class,
            HealthcheckCommand.class,
            IamPolicyCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class ServeCommand implements Callable<Integer> {

    /** The options about the server that its health check needs, too. */
    static final class ServerOptions {

        @Option(
                names = "--web.external-url",
                paramLabel = "URL",
                description = "URL of the exporter behind a reverse proxy; its path is the prefix of links.")
        private Optional<String> externalUrl = Optional.empty();

        @Option(
                names = "--web.route-prefix",
                paramLabel = "PATH",
                description = "Prefix of all paths that are served. Default: the path of --web.external-url.")
        private Optional<String> routePrefix = Optional.empty();

        @Option(
                names = "--web.config.file",
                paramLabel = "FILE",
                description = "TLS and basic auth, in the format of Prometheus' exporter-toolkit.")
        Optional<Path> webConfig = Optional.empty();

        PathPrefix prefix() {
            return PathPrefix.of(externalUrl, routePrefix);
        }
    }

    @Spec
    private CommandSpec command;

    @Mixin
    private ConfigOptions config;

    @Option(names = "--config.check", description = "Validate the configuration, print all problems, and exit.")
    private boolean check;

    @Option(
            names = "--web.listen-address",
            paramLabel = "[HOST]:PORT",
            defaultValue = ":10106",
            description = "Address to listen on, repeatable (default: ${DEFAULT-VALUE}).")
    private List<String> listen;

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            defaultValue = "/metrics",
            description = "Path of the metrics (default: ${DEFAULT-VALUE}).")
    private String telemetryPath;

    @Mixin
    private ServerOptions server;

    @Option(
            names = "--timeout-offset",
            paramLabel = "SECONDS",
            defaultValue = "0.5",
            description = "Subtracted from the scrape timeout that Prometheus sends (default: ${DEFAULT-VALUE}).")
    private double timeoutOffset;

    @Option(
            names = "--exit-after-scrape",
            hidden = true,
            description = "Request each page once and exit: the training run of an archive of classes.")
    private boolean exitAfterScrape;

    @Override
    public Integer call() throws Exception {
        config.installLog();
        WebOptions web = webOptions();
        if (check) {
            return check();
        }
        if (config.file().filter(ConfigReader.STANDARD_INPUT::equals).isPresent()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--config.file=/dev/stdin: only with --config.check, because a reload reads the file again");
        }
        Exporter.run(config, web, exitAfterScrape);
        return 0;
    }

    private int check() throws ConfigException, IOException {
        CommandContext context = CommandContext.of(config, CallListener.NONE);
        context.check();
        command.commandLine().getOut().println(context.name() + ": ok");
        return 0;
    }

    private WebOptions webOptions() throws ConfigException {
        WebAccess web =
                server.webConfig.isPresent() ? WebAccess.read(server.webConfig.get()) : WebAccess.of(WebConfig.NONE);
        return valid(
                command,
                () -> new WebOptions(
                        listen.stream().map(ListenAddress::parse).toList(),
                        telemetryPath,
                        server.prefix(),
                        offset(),
                        web));
    }

    /** Makes a value of options; an {@link IllegalArgumentException} is wrong usage. */
    static <T> T valid(CommandSpec command, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    private Duration offset() {
        if (!(timeoutOffset >= 0 && timeoutOffset <= 60)) {
            throw new IllegalArgumentException("--timeout-offset=" + timeoutOffset + ": expected 0 to 60 seconds");
        }
        return Duration.ofNanos(Math.round(timeoutOffset * 1e9));
    }
}
