package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.Problem;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.web.Reloader;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration again: a good one replaces everything at once, a bad one changes nothing. */
final class ConfigReloader implements Reloader {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);

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
            LOG.error("configuration cannot be applied", e);
            return failed(List.of(source.name() + ": cannot be applied, see the log"));
        }
        metrics.succeeded(surroundings.clock().instant());
        LOG.atInfo().addKeyValue("config", source.name()).log("configuration reloaded");
        return ReloadResult.done();
    }

    private ReloadResult failed(List<String> problems) {
        metrics.failed();
        LOG.atError()
                .addKeyValue("config", source.name())
                .addKeyValue("problems", String.join("; ", problems))
                .log("configuration not reloaded, the previous one stays in force");
        return new ReloadResult(problems);
    }
}
