package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfigReader;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users and headers of the web configuration file. A changed file is read again at the next request; one that cannot
 * be used leaves the old users and headers in force. Changes to {@code tls_server_config} need a restart.
 */
public final class WebAccess {

    private static final Logger LOG = LoggerFactory.getLogger(WebAccess.class);

    private final WebConfigFile file;
    private final ReloadMetrics reloads;
    private final FileWatch watch;
    private WebConfig config;
    private Rules rules;

    /**
     * The rules that are in force.
     *
     * @param headers for every response
     */
    public record Rules(Map<String, String> headers, BasicAuth auth) {}

    public WebAccess(WebConfigFile file, ReloadMetrics reloads) {
        this(file, reloads, System::nanoTime);
    }

    WebAccess(WebConfigFile file, ReloadMetrics reloads, LongSupplier nanoTime) {
        this.file = file;
        this.reloads = reloads;
        this.watch = new FileWatch(file.files(), nanoTime);
        this.config = file.config();
        this.rules = new Rules(config.headers(), new BasicAuth(config.basicAuthUsers()));
    }

    public synchronized Rules rules() {
        if (watch.changed()) {
            readAgain();
        }
        return rules;
    }

    private void readAgain() {
        try {
            WebConfig changed = WebConfigReader.read(file.files().get(0));
            // The same users keep the passwords that are already verified.
            boolean sameUsers = changed.basicAuthUsers().equals(config.basicAuthUsers());
            BasicAuth auth = sameUsers ? rules.auth() : new BasicAuth(changed.basicAuthUsers());
            config = changed;
            rules = new Rules(changed.headers(), auth);
            reloads.succeeded(Clock.systemUTC().instant());
            LOG.atInfo().addKeyValue("users", changed.basicAuthUsers().size()).log("reloaded the web configuration");
        } catch (ConfigException e) {
            reloads.failed();
            LOG.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("the changed web configuration cannot be used; the old users stay in force");
        }
    }
}
