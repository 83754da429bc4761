package io.github.cloudtrailexporter.metrics;

import java.time.Instant;

/**
 * The reloads of the files that the web server reads again by itself.
 *
 * @param tls the certificate, the key and the client CA
 * @param webConfig the users and headers of the web configuration file
 */
public record FileReloads(ReloadMetrics tls, ReloadMetrics webConfig) {

    /** Creates both; the files were first read at this time. */
    public static FileReloads of(Instant loaded) {
        return new FileReloads(ReloadMetrics.ofTlsFiles(loaded), ReloadMetrics.ofWebConfiguration(loaded));
    }
}
