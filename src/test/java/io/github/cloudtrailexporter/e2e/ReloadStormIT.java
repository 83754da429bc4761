package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.docs.InvalidFileRows;
import io.github.cloudtrailexporter.faults.Figure;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads at inconvenient times, of invalid files. */
@Tag("nightly")
class ReloadStormIT {

    private static final String SUCCESSFUL = "cloudtrail_exporter_config_last_reload_successful";

    @TempDir
    Path directory;

    private final SimulatedAws aws = SimulatedAws.start();
    private TrailsFile all;

    @BeforeEach
    void makeTrails() {
        all = TrailsFile.of(aws, 10, "min_interval: 0s");
    }

    @AfterEach
    void end() {
        aws.close();
    }

    /** The first half of the trails, or the second. */
    private TrailsFile half(int which) {
        return new TrailsFile(all.endpoint(), all.poll(), all.arns().subList(5 * which, 5 * which + 5));
    }

    private static List<String> names(int half) {
        return IntStream.range(5 * half, 5 * half + 5)
                .mapToObj("trail-%04d"::formatted)
                .toList();
    }

    private static List<String> trails(Page page) {
        return page.named("cloudtrail_up").labels("trail");
    }

    @Test
    @Tag("P3")
    void noScrapeShowsAMixedConfigurationAndNothingLeaks() throws Exception {
        half(0).write(directory);
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            reload(exporter, 20);
            Footprint before = Footprint.of(exporter);
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Integer>> scrapers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> scrapeUntil(over, exporter)))
                    .limit(4)
                    .toList();

            reload(exporter, 200);
            over.set(true);
            int scrapes = 0;
            for (CompletableFuture<Integer> scraper : scrapers) {
                scrapes += scraper.get();
            }

            Footprint after = Footprint.settled(exporter, before);
            Figure.of(
                    "P3",
                    "200 reloads during %d scrapes, none of them mixed; threads %d, then %d; descriptors %d, then %d",
                    scrapes,
                    before.threads(),
                    after.threads(),
                    before.descriptors(),
                    after.descriptors());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 10);
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 10);
        }
    }

    private void reload(ExporterProcess exporter, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            half(i % 2).write(directory);
            assertThat(exporter.request("POST", "/-/reload").statusCode()).isEqualTo(200);
        }
    }

    private static int scrapeUntil(AtomicBoolean over, ExporterProcess exporter) {
        int scrapes = 0;
        try {
            while (!over.get()) {
                assertThat(trails(exporter.scrape())).isIn(names(0), names(1));
                scrapes++;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return scrapes;
    }

    /** The resources of a process. */
    private record Footprint(long threads, long descriptors) {
        static Footprint of(ExporterProcess exporter) throws IOException {
            return new Footprint(count(exporter.proc("task")), count(exporter.proc("fd")));
        }

        private static long count(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.count();
            }
        }

        /** Its resources after it has released the unused ones. */
        static Footprint settled(ExporterProcess exporter, Footprint before) throws Exception {
            long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            Footprint now = of(exporter);
            while (System.nanoTime() < until
                    && (now.threads() > before.threads() || now.descriptors() > before.descriptors())) {
                TimeUnit.MILLISECONDS.sleep(500);
                now = of(exporter);
            }
            return now;
        }
    }

    @Test
    @Tag("C23")
    void scrapeInProgressShowsTheConfigurationOfItsStart() throws Exception {
        half(0).write(directory);
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            exporter.scrape();
            InjectedFault slow = aws.inject(FaultScope.on("GetTrailStatus"), Fault.delay(Duration.ofMillis(1500)), 5);
            CompletableFuture<HttpResponse<String>> scrape = exporter.getAsync("/metrics");
            slow.awaitHit();

            half(1).write(directory);
            exporter.request("POST", "/-/reload");

            assertThat(trails(exporter.scrape())).isEqualTo(names(1));
            Page old = Page.of(scrape.get().body());
            assertThat(trails(old)).isEqualTo(names(0));
            assertThat(old.named("cloudtrail_up").samples()).allMatch(up -> up.value() == 1);
        }
    }

    @Test
    @Tag("C19")
    void switchedLinkIsReadAndHalfAFileIsNot() throws Exception {
        for (int i = 0; i < 2; i++) {
            half(i).write(Files.createDirectory(directory.resolve("version" + i)));
        }
        Path data = Files.createSymbolicLink(directory.resolve("data"), Path.of("version0"));
        Files.createSymbolicLink(directory.resolve("config.yml"), Path.of("data/config.yml"));
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            List<String> first = trails(exporter.scrape());
            Path next = Files.createSymbolicLink(directory.resolve("next"), Path.of("version1"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            exporter.request("POST", "/-/reload");
            List<String> second = trails(exporter.scrape());

            String text = half(0).toString();
            Files.writeString(directory.resolve("version1/config.yml"), text.substring(0, text.length() - 20));
            HttpResponse<String> reload = exporter.request("POST", "/-/reload");

            assertThat(first).isEqualTo(names(0));
            assertThat(second).isEqualTo(names(1));
            assertThat(reload.statusCode()).isEqualTo(400);
            assertThat(trails(exporter.scrape())).isEqualTo(names(1));
        }
    }

    @Test
    @Tag("C20")
    void reloadMetricFollowsInvalidAndValidFiles() throws Exception {
        half(0).write(directory);
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            for (boolean good : new boolean[] {false, true, false}) {
                Files.writeString(directory.resolve("config.yml"), good ? half(0).toString() : "trails: nonsense\n");
                exporter.request("POST", "/-/reload");

                Page page = exporter.scrape();
                assertThat(page.value(SUCCESSFUL)).isEqualTo(good ? 1 : 0);
                assertThat(trails(page)).isEqualTo(names(0));
            }
        }
    }

    @Test
    @InvalidFileRows
    void invalidFileIsNeverActivated() throws Exception {
        half(0).write(directory);
        Jar jar = Jar.in(directory).withKeys();
        for (Map.Entry<String, String> variable : ConfigCheckIT.ENVIRONMENT.entrySet()) {
            jar = jar.with(variable.getKey(), variable.getValue());
        }
        try (ExporterProcess exporter = jar.serve()) {
            for (String file : ConfigCheckIT.files("bad")) {
                Files.copy(
                        ConfigCheckIT.FOLDERS.resolve("bad").resolve(file),
                        directory.resolve("config.yml"),
                        StandardCopyOption.REPLACE_EXISTING);

                assertThat(exporter.request("POST", "/-/reload").statusCode())
                        .as(file)
                        .isEqualTo(400);
            }
            assertThat(trails(exporter.scrape())).isEqualTo(names(0));
        }
    }
}
