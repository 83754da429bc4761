package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.Problem;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.web.Reloader;
import java.lang.System.Logger.Level;
import java.util.List;

/** Reads the configuration again: a good one replaces everything at once, a bad one changes nothing. */
final class ConfigReloader implements Reloader {

    private static final System.Logger LOG = System.getLogger(ConfigReloader.class.getName());

    private final ConfigSource source;
    private final Engine.Surroundings surroundings;
    private final LiveEngine live;
    private final ReloadMetrics metrics;

    ConfigReloader(ConfigSource source, Engine.Surroundings surroundings, LiveEngine live, ReloadMetrics metrics) {
        this.source = source;
        this.surroundings = surroundings;
        this.live = live;
        this.metrics = metrics;
    }

    @Override
    public synchronized ReloadResult reload() {
        try {
            live.replace(new Engine(source.read(), surroundings));
        } catch (ConfigException e) {
            return failed(e.problems().stream().map(Problem::toString).toList());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the configuration cannot be put into force", e);
            return failed(List.of(source.name() + ": cannot be put into force, see the log"));
        }
        metrics.succeeded(surroundings.clock().instant());
        LOG.log(Level.INFO, "configuration reloaded from {0}", source.name());
        return ReloadResult.done();
    }

    private ReloadResult failed(List<String> problems) {
        metrics.failed();
        LOG.log(
                Level.ERROR,
                "configuration not reloaded, the one before stays in force: {0}",
                String.join("; ", problems));
        return new ReloadResult(problems);
    }
}
