package io.github.cloudtrailexporter.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The long run: {@code ./mvnw -Psoak verify}. Its last lines are a table of figures; the exit code is 1 if one of them is
 * worse than its bar. Times are not judged on a busy machine; errors on a page always are.
 *
 * <p>System properties: {@code soak.scrapes} (6000), {@code soak.rate} scrapes a second (10), {@code soak.seed},
 * {@code soak.rounds} of the other loads (60; 0 for none of them).
 */
final class Soak {

    private static final int ACCOUNTS = 4;
    private static final int TRAILS_EACH = 5;

    private Soak() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.getInteger("soak.rounds", 60);
        SoakTable table = new SoakTable();
        try (SoakPause pause = SoakPause.begin()) {
            SoakRun run = soak(table, Integer.getInteger("soak.scrapes", 6_000), Integer.getInteger("soak.rate", 10));
            run.reportTimes("L7", table);
            run.reportVitals("L7", table);
            pause.end(table);
        }
        if (rounds > 0) {
            reloadStorm(table, 10 * rounds);
            new SoakLoads(table, rounds).run();
        }
        table.print();
        System.exit(table.passed() ? 0 : 1);
    }

    /** L7: the promises that hold on every machine; the result contains the times. */
    static SoakRun soak(SoakTable table, int scrapes, int perSecond) throws Exception {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        System.out.println("soak.seed=" + seed);
        Path directory = Files.createTempDirectory("soak");
        try (SoakWorld world = new SoakWorld(directory, ACCOUNTS, TRAILS_EACH, seed)) {
            world.configure(true, SoakRun.POLL);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve();
                    SoakRun run = new SoakRun(world, exporter)) {
                run.soak(scrapes, perSecond);
                exporter.stop();
                run.report("L7", table);
                run.reportLog("L7", table);
                return run;
            }
        }
    }

    /** L8: as fast as it goes. */
    private static void reloadStorm(SoakTable table, int reloads) throws Exception {
        Path directory = Files.createTempDirectory("soak");
        try (SoakWorld world = new SoakWorld(directory, ACCOUNTS, TRAILS_EACH, 1)) {
            world.configure(true, SoakRun.POLL);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve();
                    SoakRun run = new SoakRun(world, exporter)) {
                Thread storm = new Thread(() -> reload(run, reloads), "reloads");
                storm.start();
                run.scrape(2 * reloads, 20);
                storm.join(TimeUnit.MINUTES.toMillis(5));
                run.report("L8", table);
                exporter.stop();
                run.reportLog("L8", table);
            }
        }
    }

    private static void reload(SoakRun run, int reloads) {
        try {
            for (int i = 0; i < reloads; i++) {
                run.reload();
                TimeUnit.MILLISECONDS.sleep(60);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
