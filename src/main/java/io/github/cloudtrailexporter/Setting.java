package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.target.Shard;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What a command that polls works on.
 *
 * @param source the configuration
 * @param cloud the AWS that is polled
 */
public record Setting(ConfigSource source, Cloud cloud, Clock clock) {

    /**
     * What the options of the command line name.
     *
     * @param calls is notified of every call to AWS
     */
    public static Setting of(ConfigOptions options, CallListener calls, Clock clock) {
        if (options.demo()) {
            Demo demo = new Demo(calls, clock);
            return new Setting(demo.config(), demo, clock);
        }
        Optional<Path> file = options.file();
        ConfigSource source = file.<ConfigSource>map(ConfigSource.InFile::new).orElseGet(ConfigSource.Ambient::new);
        return new Setting(source, new Cloud.Aws(calls, clock), clock);
    }

    public Engine.Surroundings surroundings(Shard shard) {
        return new Engine.Surroundings(cloud, shard, clock);
    }
}
