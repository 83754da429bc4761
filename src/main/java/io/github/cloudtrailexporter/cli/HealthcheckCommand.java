package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.WebConfigs;
import io.github.cloudtrailexporter.web.HealthProbe;
import io.github.cloudtrailexporter.web.ListenAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks a running exporter whether it serves: for the health check of an image that has no shell and no curl. */
@Command(
        name = "healthcheck",
        header = "Ask a running exporter's /-/healthy.",
        description = "Exit code: 0 if it serves, 1 if it does not.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class HealthcheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--web.listen-address",
            paramLabel = "[HOST]:PORT",
            defaultValue = ":10106",
            description = "Where the exporter listens (default: ${DEFAULT-VALUE}).")
    private String listen;

    @Option(
            names = "--web.config.file",
            paramLabel = "FILE",
            description = "The exporter's web configuration, if it has one: tells whether to ask over TLS.")
    private Optional<Path> webConfig = Optional.empty();

    @Override
    public Integer call() throws Exception {
        HealthProbe.ask(address(), WebConfigs.read(webConfig).tls());
        command.commandLine().getOut().println("healthy");
        return 0;
    }

    private ListenAddress address() {
        try {
            return ListenAddress.parse(listen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
