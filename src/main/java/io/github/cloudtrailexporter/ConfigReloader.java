package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigException.Problem;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.web.WebHandlers.Reloader;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration again: a good one replaces everything at once, a bad one changes nothing. */
final class ConfigReloader implements Reloader {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);

    private final CommandContext context;
    private final ReloadableEngine engine;
    private final ReloadMetrics metrics;

    ConfigReloader(CommandContext context, ReloadableEngine engine, ReloadMetrics metrics) {
        this.context = context;
        this.engine = engine;
        this.metrics = metrics;
    }

    @Override
    public synchronized ReloadResult reload() {
        try {
            engine.replace(context.engines().create(context.read()));
        } catch (ConfigException e) {
            return failed(e.problems().stream().map(Problem::toString).toList());
        } catch (RuntimeException e) {
            LOG.error("configuration cannot be applied", e);
            return failed(List.of(context.source().name() + ": cannot be applied, see the log"));
        }
        metrics.succeeded(context.engines().clock().instant());
        LOG.atInfo().addKeyValue("config", context.source().name()).log("configuration reloaded");
        return ReloadResult.done();
    }

    private ReloadResult failed(List<String> problems) {
        metrics.failed();
        LOG.atError()
                .addKeyValue("config", context.source().name())
                .addKeyValue("problems", String.join("; ", problems))
                .log("configuration not reloaded, the previous one stays in force");
        return new ReloadResult(problems);
    }
}
