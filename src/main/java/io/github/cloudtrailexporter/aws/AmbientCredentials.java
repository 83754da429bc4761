package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private static final long KEEP_THREAD_SECONDS = 10;

    /** What the default chain appends to its message: each of its providers, with what is missing for it. */
    private static final String CHAIN_LIST = "(?s) AwsCredentialsProviderChain\\(.*";

    private final AwsCredentialsProvider chain;
    private final Duration longestWait;
    private final ThreadPoolExecutor thread;
    private final SingleFlight<AwsCredentials> resolving;

    AmbientCredentials(AwsOptions options) {
        this(chain(options), options.callTimeout());
    }

    /** @param longestWait the longest wait for the chain; it continues in the background for the next caller */
    AmbientCredentials(AwsCredentialsProvider chain, Duration longestWait) {
        this.chain = chain;
        this.longestWait = longestWait;
        this.thread = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread named = new Thread(work, "aws-credentials");
                    named.setDaemon(true);
                    return named;
                });
        this.resolving = new SingleFlight<>(thread);
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
            String reason = Redaction.ofPatterns().apply(String.valueOf(e.getMessage()));
            LOG.log(System.Logger.Level.DEBUG, () -> DedupLogger.detail("no credentials: " + reason));
            throw new AwsCallException(
                    new Failure(FailureReason.CREDENTIALS, "", reason.replaceFirst(CHAIN_LIST, "")), null);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        if (chain instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
