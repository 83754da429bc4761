package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.Build;
import io.github.cloudtrailexporter.ConfigSource;
import io.github.cloudtrailexporter.Exporter;
import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.WebConfigs;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.web.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main command: serves the metrics until it is told to stop. */
@Command(
        name = "cloudtrail-exporter",
        customSynopsis = "java -jar cloudtrail-exporter.jar [OPTIONS] [COMMAND]",
        header = "Prometheus exporter for the health of AWS CloudTrail trails.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = {StatusCommand.class, HealthcheckCommand.class, IamPolicyCommand.class, ClassArchiveCommand.class
        })
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ConfigOptions config;

    @Option(names = "--config.check", description = "Validate the configuration, say what is wrong with it, and exit.")
    private boolean check;

    @Option(
            names = "--web.listen-address",
            paramLabel = "[HOST]:PORT",
            defaultValue = ":10106",
            description = "Where to listen; may be repeated (default: ${DEFAULT-VALUE}).")
    private List<String> listen;

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            defaultValue = "/metrics",
            description = "Where the metrics are (default: ${DEFAULT-VALUE}).")
    private String telemetryPath;

    @Option(
            names = "--web.config.file",
            paramLabel = "FILE",
            description = "TLS and basic auth, in the format of Prometheus' exporter-toolkit.")
    private Optional<Path> webConfig = Optional.empty();

    @Option(
            names = "--timeout-offset",
            paramLabel = "SECONDS",
            defaultValue = "0.5",
            description = "Taken off the scrape timeout that Prometheus announces (default: ${DEFAULT-VALUE}).")
    private double timeoutOffset;

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() throws Exception {
        log.install();
        Exporter.Options options = options();
        config.refuseContradictions();
        if (check) {
            return check();
        }
        Exporter.run(options);
        return 0;
    }

    private int check() throws ConfigException {
        Optional<Path> file = config.file();
        if (file.isPresent()) {
            new ConfigSource.InFile(file.get()).read();
        }
        String what = file.map(Path::toString).orElse("no configuration file");
        command.commandLine().getOut().println(what + ": ok");
        return 0;
    }

    private Exporter.Options options() throws ConfigException {
        try {
            return new Exporter.Options(
                    config,
                    new WebOptions(
                            listen.stream().map(ListenAddress::parse).toList(),
                            telemetryPath,
                            offset(),
                            WebConfigs.read(webConfig)),
                    Build.current());
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
