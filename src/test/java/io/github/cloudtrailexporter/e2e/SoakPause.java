package io.github.cloudtrailexporter.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * P12: an exporter that is stopped for a while. When it continues, its last poll is no longer recent
 * enough, its connections are closed and its role's session has ended.
 */
final class SoakPause implements AutoCloseable {

    private static final int TRAILS = 3;

    private final SoakWorld world;
    private final ExporterProcess exporter;
    private final long stopped;

    private SoakPause(SoakWorld world, ExporterProcess exporter, long stopped) {
        this.world = world;
        this.exporter = exporter;
        this.stopped = stopped;
    }

    static SoakPause begin() throws Exception {
        Path directory = Files.createTempDirectory("soak");
        SoakWorld world = new SoakWorld(directory, 1, TRAILS, 1);
        world.configure(true, SoakRun.POLL.replace("min_interval: 0s", "min_interval: 5s"));
        ExporterProcess exporter = Jar.in(directory).withKeys().serve();
        exporter.scrape();
        exporter.signal("STOP");
        return new SoakPause(world, exporter, System.nanoTime());
    }

    void end(SoakTable table) throws Exception {
        long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - stopped);
        double resumed = System.currentTimeMillis() / 1e3;
        exporter.signal("CONT");
        Page page = exporter.scrape();
        long fresh = page.named("cloudtrail_poll_timestamp_seconds").samples().stream()
                .filter(poll -> poll.value() >= resumed)
                .count();
        String what = "stopped for " + minutes + " min: trails ";
        table.row("P12", what + "of before, or missing", (double) TRAILS - fresh, 0, "trails");
        table.row("P12", what + "unknown", (double) TRAILS - SoakLoads.up(page), 0, "trails");
    }

    @Override
    public void close() {
        exporter.close();
        world.close();
    }
}
