package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of this process: those of a configured profile, or of the default chain (environment, profile, IRSA, Pod
 * Identity, ECS, IMDS). The chain caches and refreshes them.
 *
 * <p>The chain reads files, runs processes and calls metadata services, some of them in ways that neither a timeout nor an
 * interrupt ends. It therefore runs on a thread of its own, and each caller waits no longer than its timeout.
 */
final class AmbientCredentials implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmbientCredentials.class);

    /** What the default chain appends to its message: each of its providers, with what is missing for it. */
    private static final String CHAIN_LIST = "(?s) AwsCredentialsProviderChain\\(.*";

    private final AwsCredentialsProvider chain;
    private final Duration longestWait;
    private final SingleFlight<AwsCredentials> resolving = new SingleFlight<>();

    /** A configured profile has precedence over the keys of the environment, which the default chain would prefer. */
    AmbientCredentials(AwsOptions options) {
        this(
                options.profile()
                        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                        .orElseGet(() -> DefaultCredentialsProvider.builder().build()),
                options.callTimeout());
    }

    /** @param longestWait the longest wait for the chain; it continues in the background for the next caller */
    AmbientCredentials(AwsCredentialsProvider chain, Duration longestWait) {
        this.chain = chain;
        this.longestWait = longestWait;
    }

    /** @throws AwsCallException {@code CREDENTIALS} if there are none, {@code TIMEOUT} if the chain takes too long */
    AwsCredentials get(Duration timeout) throws AwsCallException {
        return resolving.get(Collections.min(List.of(timeout, longestWait)), this::resolve);
    }

    private AwsCredentials resolve() throws AwsCallException {
        try {
            return chain.resolveCredentials();
        } catch (RuntimeException e) {
            String reason = SessionCredentials.redactPatterns(String.valueOf(e.getMessage()));
            LOG.atDebug().log(() -> DedupLogger.detail("no credentials: " + reason));
            throw new AwsCallException(new Failure(FailureReason.CREDENTIALS, "", reason.replaceFirst(CHAIN_LIST, "")));
        }
    }

    @Override
    public void close() {
        if (chain instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
