package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    private static final System.Logger LOG = System.getLogger(AmbientCredentials.class.getName());

    /** What the default chain appends to its message: each of its providers, with what is missing for it. */
    private static final String CHAIN_LIST = "(?s) AwsCredentialsProviderChain\\(.*";

    private final AwsCredentialsProvider chain;
    private final Duration longestWait;
    private final ExecutorService threads;
    private final SingleFlight<AwsCredentials> resolving;

    AmbientCredentials(AwsOptions options) {
        this(chain(options), options.callTimeout());
    }

    /** @param longestWait the longest wait for the chain; it continues in the background for the next caller */
    AmbientCredentials(AwsCredentialsProvider chain, Duration longestWait) {
        this.chain = chain;
        this.longestWait = longestWait;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "aws-credentials");
            thread.setDaemon(true);
            return thread;
        });
        this.resolving = new SingleFlight<>(threads);
    }

    /** A configured profile has precedence over the keys of the environment, which the default chain would prefer. */
    private static AwsCredentialsProvider chain(AwsOptions options) {
        return options.profile()
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** @throws AwsCallException {@code CREDENTIALS} if there are none, {@code TIMEOUT} if the chain takes too long */
    AwsCredentials get(Duration timeout) throws AwsCallException {
        return resolving.get(timeout.compareTo(longestWait) < 0 ? timeout : longestWait, this::resolve);
    }

    private AwsCredentials resolve() throws AwsCallException {
        try {
            return chain.resolveCredentials();
        } catch (RuntimeException e) {
            String reason = Redaction.OF_PATTERNS.apply(String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.DEBUG, () -> DedupLogger.detail("no credentials: " + reason));
            throw new AwsCallException(
                    new Failure(FailureReason.CREDENTIALS, "", reason.replaceFirst(CHAIN_LIST, "")), null);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (chain instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
