package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A simulated AWS on a loopback port: CloudTrail, STS, EC2 (DescribeRegions) and Organizations (ListAccounts) behind one
 * endpoint. Set every client's endpoint to {@link #endpoint()}: the Region is derived from the signature of the
 * call, the account from its access key.
 *
 * <pre>{@code
 * try (SimulatedAws aws = SimulatedAws.start(clock)) {
 *     aws.account("111122223333").trail("management", "us-east-1").multiRegion(true)
 *             .failing(Destination.S3, "AccessDenied");
 *     aws.inject(FaultScope.on("GetTrailStatus").region("eu-west-1"), Fault.hang());
 *     ...
 *     aws.calls().count("GetTrailStatus");
 * }
 * }</pre>
 *
 * <p>It also serves credentials of the ambient account as a container endpoint ({@code /container-credentials}, for
 * {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}) and as an instance metadata service (IMDSv2).
 *
 * <p>Everything can be changed while it runs and by any thread. A trail, role or account is created on first use;
 * calls about others get AWS's error.
 */
public final class SimulatedAws implements AutoCloseable {

    private final World world;
    private final Gatekeeper gatekeeper;
    private final Router router;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final HttpListener listener;
    private volatile Duration latency = Duration.ZERO;

    private SimulatedAws(Clock clock, int port, ServerSocketFactory sockets) throws IOException {
        this.world = new World(clock);
        this.gatekeeper = new Gatekeeper(world);
        this.router = new Router(world, gatekeeper);
        this.listener = new HttpListener(port, sockets, this::receive);
    }

    /** Starts on a free port, with the real time. */
    public static SimulatedAws start() {
        return start(Clock.systemUTC());
    }

    /** Starts on a free port. Times are computed from the clock at each call. */
    public static SimulatedAws start(Clock clock) {
        return start(clock, 0);
    }

    /**
     * Starts on 127.0.0.1.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is in use
     */
    public static SimulatedAws start(Clock clock, int port) {
        return start(clock, port, ServerSocketFactory.getDefault());
    }

    /** Starts on a free port with TLS, with a valid or invalid certificate in the context. */
    public static SimulatedAws startTls(Clock clock, SSLContext tls) {
        return start(clock, 0, tls.getServerSocketFactory());
    }

    private static SimulatedAws start(Clock clock, int port, ServerSocketFactory sockets) {
        try {
            return new SimulatedAws(clock, port, sockets);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /** The endpoint of every service in every Region. */
    public URI endpoint() {
        return listener.uri();
    }

    /** The account with this id; created on first use. */
    public SimulatedAccount account(String id) {
        return world.account(id);
    }

    /** The account of every access key that AssumeRole or {@link #accessKey} did not assign to another account. */
    public SimulatedAws ambientAccount(String accountId) {
        world.ambientAccount(accountId);
        return this;
    }

    /** Assigns a long-lived access key to an account. */
    public SimulatedAws accessKey(String accessKeyId, String accountId) {
        world.accessKey(accessKeyId, accountId);
        return this;
    }

    /** Creates the organization with this management account; replaces an earlier one. */
    public SimulatedOrganization organization(String managementAccountId) {
        return world.organization(managementAccountId);
    }

    /** The latency of every response, including the simulator's own work; waiting uses no CPU. */
    public SimulatedAws latency(Duration perCall) {
        this.latency = perCall;
        return this;
    }

    /** Whether calls without an {@code Authorization} header are rejected. Default: yes, as in AWS. */
    public SimulatedAws signatureRequired(boolean on) {
        gatekeeper.signatureRequired(on);
        return this;
    }

    /** Injects a fault for every call in the scope, until it is ended. The fault injected last takes precedence. */
    public InjectedFault inject(FaultScope scope, Fault fault) {
        return inject(scope, fault, Long.MAX_VALUE);
    }

    /** Injects a fault for the next {@code times} calls in the scope. */
    public InjectedFault inject(FaultScope scope, Fault fault, long times) {
        return faults.inject(new InjectedFault(scope, fault, times));
    }

    /** Ends all faults. */
    public void clearFaults() {
        faults.clear();
    }

    /** The received calls. */
    public CallLog calls() {
        return calls;
    }

    /** Closes the port and every connection; hanging calls end. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply receive(HttpRequest request) {
        long due = System.nanoTime() + latency.toNanos();
        ApiCall call = ApiCall.of(request);
        Caller caller = world.callerOf(call);
        return connection -> {
            calls.begin(record(call, caller));
            try {
                awaitUntil(due);
                return reply(call, caller).sendOver(connection);
            } finally {
                calls.end();
            }
        };
    }

    /** To the microsecond, where sleeping rounds up to a millisecond. */
    private static void awaitUntil(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private Reply reply(ApiCall call, Caller caller) {
        Incoming incoming = new Incoming(call, caller, () -> router.respond(call, caller));
        return faults.meeting(call, caller).map(fault -> fault.reply(incoming)).orElseGet(incoming::response);
    }

    private CallRecord record(ApiCall call, Caller caller) {
        return new CallRecord(
                world.clock().instant(),
                call.operation(),
                caller.account().id(),
                call.region(),
                call.resource(),
                call.accessKeyId(),
                call.userAgent());
    }
}
