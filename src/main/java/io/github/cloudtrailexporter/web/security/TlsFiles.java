package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.TlsConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What is in the TLS files now. They are looked at when a connection comes, at most once a second, and read again when
 * they have changed; files that cannot be used leave in force what was there before.
 */
public final class TlsFiles {

    private static final Logger LOG = System.getLogger(TlsFiles.class.getName());
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final TlsConfig config;
    private final ReloadMetrics reloads;
    private final LongSupplier nanoTime;
    private TlsMaterial current;
    private List<Object> seen;
    private long looked;

    /**
     * Reads the files for the first time.
     *
     * @throws IOException if the files cannot be used; the message is for people
     */
    public TlsFiles(TlsConfig config, ReloadMetrics reloads, LongSupplier nanoTime) throws IOException {
        this.config = config;
        this.reloads = reloads;
        this.nanoTime = nanoTime;
        this.seen = stamps(config);
        this.current = TlsMaterial.load(config);
        this.looked = nanoTime.getAsLong();
    }

    public synchronized TlsMaterial current() {
        long now = nanoTime.getAsLong();
        if (now - looked >= LOOK_EVERY_NANOS) {
            looked = now;
            look();
        }
        return current;
    }

    private void look() {
        List<Object> stamps = stamps(config);
        if (stamps.equals(seen)) {
            return;
        }
        seen = stamps;
        try {
            current = TlsMaterial.load(config);
            reloads.succeeded(Clock.systemUTC().instant());
            LOG.log(Level.INFO, "read the TLS certificate again: {0}", config.certFile());
        } catch (IOException e) {
            reloads.failed();
            LOG.log(
                    Level.ERROR,
                    "the TLS files have changed and cannot be used, the old ones stay: {0}",
                    e.getMessage());
        }
    }

    /** What changes when one of the files does; also when a symbolic link on the way leads elsewhere. */
    private static List<Object> stamps(TlsConfig config) {
        return Stream.concat(Stream.of(config.certFile(), config.keyFile()), config.clientCaFile().stream())
                .map(TlsFiles::stamp)
                .toList();
    }

    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return e.getClass();
        }
    }
}
