package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfigReader;
import io.github.cloudtrailexporter.web.HealthProbe;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Requests a running exporter's {@code /-/healthy}: for the health check of an image without shell and curl. */
@Command(
        name = "healthcheck",
        header = "Request /-/healthy of a running exporter.",
        description = "Exit code: 0 if it is healthy, 1 if not.")
final class HealthcheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--web.listen-address",
            paramLabel = "[HOST]:PORT",
            defaultValue = ":10106",
            description = "Listen address of the exporter (default: ${DEFAULT-VALUE}).")
    private String listen;

    @Mixin
    private ServeCommand.ServerOptions server;

    @Override
    public Integer call() throws Exception {
        WebConfig web = server.webConfig.isPresent() ? WebConfigReader.read(server.webConfig.get()) : WebConfig.NONE;
        ListenAddress address = ServeCommand.valid(command, () -> ListenAddress.parse(listen));
        HealthProbe.check(address, ServeCommand.valid(command, server::prefix), web);
        command.commandLine().getOut().println("healthy");
        return 0;
    }
}
