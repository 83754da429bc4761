package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link CloudTrailPort} promises to the poll. */
public abstract class CloudTrailPortContract {

    /** An AWS that can be set up, behind the port under test. */
    public interface World extends AutoCloseable {

        /** The port, with a generous limit for one attempt. */
        CloudTrailPort port();

        /** Makes signing in so possible. */
        void identity(AwsIdentity identity);

        /** Makes a trail that is logging. */
        void trail(AwsIdentity identity, TrailArn trail);

        /** Revokes the permission to read the status and the event selectors of the trail. */
        void deny(AwsIdentity identity, TrailArn trail);

        /** Lets the question for the trail's status hang for ever. */
        void hang(AwsIdentity identity, TrailArn trail);

        /** Takes away the permission to assume the role. */
        void denyRole(AwsIdentity.Role role);

        void enable(AwsIdentity identity, Set<String> regions);

        /** Founds an organization whose management account is the one of the identity, with these members and no other. */
        void organize(AwsIdentity identity, List<OrganizationAccount> active, OrganizationAccount suspended);

        /** The account of the ambient credentials. */
        String ambientAccount();

        @Override
        void close();
    }

    private static final Duration ENOUGH = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final AwsIdentity AMBIENT = new AwsIdentity.Ambient();
    private static final AwsIdentity.Role ROLE =
            new AwsIdentity.Role("arn:aws:iam::444455556666:role/cloudtrail-exporter", "external-id");
    private static final TrailArn TRAIL = new TrailArn("aws", "eu-west-1", "444455556666", "management");

    private World world;

    protected abstract World world();

    @BeforeEach
    void makeWorld() {
        world = world();
        world.identity(ROLE);
    }

    @AfterEach
    void endWorld() {
        Thread.interrupted();
        world.port().close();
        world.close();
    }

    private Session session() throws AwsCallException {
        return world.port().signIn(ROLE, "eu-west-1", ENOUGH);
    }

    @Test
    void returnsTheStatusOfATrail() throws Exception {
        world.trail(ROLE, TRAIL);

        assertThat(session().trailStatus(TRAIL, "eu-west-1", ENOUGH).logging()).isTrue();
    }

    @Test
    void aMissingTrailIsAFailure() throws Exception {
        Session session = session();

        assertFails(FailureReason.TRAIL_NOT_FOUND, () -> session.trailStatus(TRAIL, "eu-west-1", ENOUGH));
    }

    @Test
    void aMissingPermissionIsAFailure() throws Exception {
        world.trail(ROLE, TRAIL);
        world.deny(ROLE, TRAIL);
        Session session = session();

        assertFails(FailureReason.ACCESS_DENIED, () -> session.trailStatus(TRAIL, "eu-west-1", ENOUGH));
    }

    @Test
    void aRoleThatCannotBeAssumedIsAFailure() {
        world.denyRole(ROLE);

        assertFails(FailureReason.ASSUME_ROLE_DENIED, this::session);
    }

    @Test
    void returnsTheEventSelectorsOfATrail() throws Exception {
        world.trail(ROLE, TRAIL);

        EventSelectors selectors = session().eventSelectors(TRAIL, "eu-west-1", ENOUGH);

        assertThat(selectors.selectors()).hasSize(1);
        assertThat(RecordedEvents.of(selectors, false))
                .isEqualTo(new RecordedEvents(true, true, List.of(), false, List.of()));
    }

    @Test
    void eventSelectorsOfAMissingTrailAreAFailure() throws Exception {
        Session session = session();

        assertFails(FailureReason.TRAIL_NOT_FOUND, () -> session.eventSelectors(TRAIL, "eu-west-1", ENOUGH));
    }

    @Test
    void eventSelectorsWithoutThePermissionAreAFailure() throws Exception {
        world.trail(ROLE, TRAIL);
        world.deny(ROLE, TRAIL);
        Session session = session();

        assertFails(FailureReason.ACCESS_DENIED, () -> session.eventSelectors(TRAIL, "eu-west-1", ENOUGH));
    }

    @Test
    void endsAHangingCallWithItsTimeout() throws Exception {
        world.trail(ROLE, TRAIL);
        world.hang(ROLE, TRAIL);
        Session session = session();

        long start = System.nanoTime();
        assertFails(FailureReason.TIMEOUT, () -> session.trailStatus(TRAIL, "eu-west-1", SHORT));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusSeconds(1));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void makesNoCallWithoutTime() throws Exception {
        world.trail(ROLE, TRAIL);
        world.hang(ROLE, TRAIL);
        Session session = session();

        assertFails(FailureReason.TIMEOUT, () -> session.trailStatus(TRAIL, "eu-west-1", Duration.ZERO));
    }

    @Test
    void anInterruptedCallEndsWithItsTimeoutAtTheLatest() throws Exception {
        world.trail(ROLE, TRAIL);
        world.hang(ROLE, TRAIL);
        Session session = session();
        CountDownLatch calling = new CountDownLatch(1);
        FutureTask<Void> interrupted = new FutureTask<>(() -> {
            calling.countDown();
            assertFails(FailureReason.TIMEOUT, () -> session.trailStatus(TRAIL, "eu-west-1", SHORT));
            return null;
        });
        Thread thread = new Thread(interrupted);

        thread.start();
        assertThat(calling.await(5, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();

        interrupted.get(2, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptedThreadGetsATimeout() throws Exception {
        world.trail(ROLE, TRAIL);
        world.hang(ROLE, TRAIL);
        Session session = session();

        Thread.currentThread().interrupt();

        assertFails(FailureReason.TIMEOUT, () -> session.trailStatus(TRAIL, "eu-west-1", ENOUGH));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void returnsTheAccountOfARoleAndOfTheAmbientCredentials() throws Exception {
        assertThat(session().accountId(ENOUGH)).isEqualTo("444455556666");
        assertThat(world.port().signIn(AMBIENT, "us-east-1", ENOUGH).accountId(ENOUGH))
                .isEqualTo(world.ambientAccount());
    }

    @Test
    void returnsTheEnabledRegions() throws Exception {
        world.enable(ROLE, Set.of("us-east-1", "eu-west-1"));

        assertThat(session().enabledRegions("us-east-1", ENOUGH)).containsExactlyInAnyOrder("us-east-1", "eu-west-1");
    }

    @Test
    void returnsTheTrailsOfARegion() throws Exception {
        TrailArn other = new TrailArn("aws", "eu-west-1", "444455556666", "another");
        world.trail(ROLE, TRAIL);
        world.trail(ROLE, other);

        assertThat(session().describeTrails("eu-west-1", ENOUGH)).containsOnlyKeys(other, TRAIL);
        assertThat(session().describeTrails("us-east-1", ENOUGH)).isEmpty();
    }

    @Test
    void returnsTheActiveAccountsOfTheOrganization() throws Exception {
        List<OrganizationAccount> active = IntStream.range(0, 45)
                .mapToObj(i -> new OrganizationAccount("2222333344" + (10 + i), "member " + i))
                .toList();
        world.organize(AMBIENT, active, new OrganizationAccount("999900001111", "suspended"));

        List<OrganizationAccount> told =
                world.port().signIn(AMBIENT, "us-east-1", ENOUGH).organizationAccounts(ENOUGH);

        assertThat(told).containsAll(active);
        assertThat(told).extracting(OrganizationAccount::accountId).doesNotContain("999900001111");
    }

    @Test
    void servesManyThreads() throws Exception {
        world.trail(ROLE, TRAIL);
        ExecutorService pool = Executors.newFixedThreadPool(16);

        List<CompletableFuture<Boolean>> accepted = Stream.generate(
                        () -> CompletableFuture.supplyAsync(this::logging, pool))
                .limit(100)
                .toList();

        assertThat(accepted)
                .allSatisfy(
                        answer -> assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue());
        pool.shutdownNow();
    }

    private boolean logging() {
        try {
            return session().trailStatus(TRAIL, "eu-west-1", ENOUGH).logging();
        } catch (AwsCallException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(FailureReason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        e -> assertThat(e.failure().reason()).isEqualTo(reason));
    }
}
