package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.web.PathPrefix;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for a reverse proxy. */
final class PrefixOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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

    PathPrefix prefix() {
        try {
            return PathPrefix.of(externalUrl, routePrefix);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
