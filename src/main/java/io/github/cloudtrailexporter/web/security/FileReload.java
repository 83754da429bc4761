package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files again that have changed. Files that cannot be used leave in force what was read before. */
final class FileReload {

    private static final Logger LOG = LoggerFactory.getLogger(FileReload.class);
    private static final long CHECK_EVERY_NANOS = 1_000_000_000L;

    final List<Path> files;
    final ReloadMetrics metrics;
    private final LongSupplier nanoTime;
    private List<Object> seen;
    private long checked;

    /** Reads the files and puts their content into force, or nothing of it. */
    interface Reader {
        void read() throws IOException, ConfigException;
    }

    FileReload(List<Path> files, ReloadMetrics metrics, LongSupplier nanoTime) {
        this.files = List.copyOf(files);
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.seen = stamps();
        this.checked = nanoTime.getAsLong();
    }

    /** Checks at most once a second. */
    synchronized void readIfChanged(Reader reader) {
        long now = nanoTime.getAsLong();
        if (now - checked < CHECK_EVERY_NANOS) {
            return;
        }
        checked = now;
        List<Object> stamps = stamps();
        if (stamps.equals(seen)) {
            return;
        }
        seen = stamps;
        try {
            reader.read();
            metrics.succeeded(Instant.now());
            LOG.atInfo().addKeyValue("file", files.get(0)).log("reloaded a changed file");
        } catch (IOException | ConfigException | RuntimeException e) {
            metrics.failed();
            LOG.atError()
                    .addKeyValue("file", files.get(0))
                    .addKeyValue("error", e.getMessage())
                    .log("a changed file cannot be used; its previous content stays in force");
        }
    }

    private List<Object> stamps() {
        return files.stream().map(FileReload::stamp).toList();
    }

    /** Changes with the file, and also when a symbolic link in its path points elsewhere. */
    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return e.getClass();
        }
    }
}
