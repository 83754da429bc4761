package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.log.Logs;
import picocli.CommandLine.Option;

/** Level and format of the log. */
final class LogOptions {

    @Option(
            names = "--log.level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "debug, info, warn or error (default: ${DEFAULT-VALUE}).")
    private Logs.Level level;

    @Option(
            names = "--log.format",
            paramLabel = "FORMAT",
            defaultValue = "logfmt",
            description = "logfmt or json (default: ${DEFAULT-VALUE}).")
    private Logs.Format format;

    void install() {
        Logs.install(level, format);
    }
}
