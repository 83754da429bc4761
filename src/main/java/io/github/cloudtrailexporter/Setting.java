package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.cli.ConfigOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What a command that polls works on: a configuration, and for {@code --demo} the simulated AWS behind it. */
public final class Setting implements AutoCloseable {

    private final ConfigSource source;
    private final Optional<Demo> demo;
    private final Clock clock;

    private Setting(ConfigSource source, Optional<Demo> demo, Clock clock) {
        this.source = source;
        this.demo = demo;
        this.clock = clock;
    }

    public static Setting of(ConfigOptions options, Clock clock) {
        if (options.demo()) {
            Demo demo = Demo.start(clock);
            return new Setting(demo.config(), Optional.of(demo), clock);
        }
        Optional<Path> file = options.file();
        ConfigSource source = file.<ConfigSource>map(ConfigSource.InFile::new).orElseGet(ConfigSource.Ambient::new);
        return new Setting(source, Optional.empty(), clock);
    }

    public ConfigSource source() {
        return source;
    }

    public Clock clock() {
        return clock;
    }

    /** Keys that go before whatever the environment holds. */
    public Optional<AwsOptions.StaticKeys> keys() {
        return demo.flatMap(Demo::keys);
    }

    /** What a person who has just started the demo wants to know. */
    Optional<String> announcement(InetSocketAddress address) {
        return demo.map(it -> """

                This is the demo: a simulated AWS with a dozen trails, some of them broken. Look at
                  http://localhost:%1$d/           every trail in words
                  http://localhost:%1$d/metrics    what Prometheus scrapes
                In two minutes one more trail breaks, and heals four minutes later. Stop with Ctrl-C.
                """.formatted(address.getPort()));
    }

    @Override
    public void close() {
        demo.ifPresent(Demo::close);
    }
}
