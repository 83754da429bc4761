package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.aws.AwsCalls.Operation;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The real AWS, through its SDK. */
public final class AwsCloudTrail implements CloudTrailPort {

    private final CallListener listener;
    private final Clock clock;
    private final AmbientCredentials ambient;
    private final Map<AwsIdentity.Role, RoleCredentials> roles = new ConcurrentHashMap<>();
    private final AwsCalls calls;
    private final AwsClients clients;
    private final TrailMapping mapping;

    /** The account of the ambient credentials, which never changes; empty until a call has returned it. */
    private volatile String ambientAccount = "";

    /** Makes no call yet. The clock decides which times are impossible, and when the session of a role has expired. */
    public AwsCloudTrail(AwsOptions options, CallListener listener, Clock clock) {
        this(options, new AmbientCredentials(options), listener, clock);
    }

    /** Closes {@code ambient} when it is closed itself. */
    AwsCloudTrail(AwsOptions options, AmbientCredentials ambient, CallListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
        this.ambient = ambient;
        DedupLogger anomalies = new DedupLogger();
        this.calls = new AwsCalls(options.callTimeout(), listener, anomalies);
        this.clients = new AwsClients(options, calls.new CountedRetries());
        this.mapping = new TrailMapping(clock, listener, anomalies);
    }

    /** The Region of the environment, else of the profile (empty: the environment's); never from instance metadata. */
    public static Optional<String> environmentRegion(String configured) {
        String profile =
                configured.isEmpty() ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : configured;
        AwsRegionProviderChain chain = new AwsRegionProviderChain(
                new SystemSettingsRegionProvider(),
                new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, profile));
        try {
            return Optional.of(chain.getRegion().id());
        } catch (RuntimeException none) {
            // Also for an invalid file, because resolving the credentials reports it.
            return Optional.empty();
        }
    }

    @Override
    public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
        SessionCredentials credentials = identity instanceof AwsIdentity.Role role
                ? roles.computeIfAbsent(role, RoleCredentials::new).get(region, timeout)
                : SessionCredentials.ambient(ambient.get(timeout), "");
        return new AwsSession(identity, credentials, region);
    }

    @Override
    public void close() {
        calls.close();
        clients.close();
        ambient.close();
    }

    /**
     * The session of one role, which is assumed at the first use and again when two thirds of the session are over. If STS
     * refuses or fails then, the current session is used until its last minute, so a revoked trust policy shows after 14
     * minutes at the latest.
     *
     * <p>Not the SDK's own provider, because that one limits neither the wait for another thread's refresh nor the refresh
     * itself to the timeout of its caller (measured: 7 s with a timeout of 4 s), and hides the reason of a failure in an
     * {@link IllegalStateException}.
     */
    private final class RoleCredentials {

        private static final Duration REFRESH_BEFORE_END = Duration.ofMinutes(5);
        private static final Duration UNUSABLE_BEFORE_END = Duration.ofMinutes(1);

        /** The shortest session of STS, because a revoked trust policy shows when the session ends. */
        private static final int SESSION_SECONDS = 900;

        private final AwsIdentity.Role role;
        private final SingleFlight<SessionCredentials> assuming = new SingleFlight<>();
        private volatile SessionCredentials current;

        private RoleCredentials(AwsIdentity.Role role) {
            this.role = role;
        }

        private SessionCredentials get(String region, Duration timeout) throws AwsCallException {
            SessionCredentials held = current;
            if (held != null && held.endsAfter(REFRESH_BEFORE_END)) {
                return held;
            }
            try {
                return assuming.get(timeout, () -> current = assume(region, timeout));
            } catch (AwsCallException e) {
                if (held != null && held.endsAfter(UNUSABLE_BEFORE_END)) {
                    return held;
                }
                throw e;
            }
        }

        private SessionCredentials assume(String region, Duration timeout) throws AwsCallException {
            Deadline deadline = Deadline.in(timeout);
            SessionCredentials own = SessionCredentials.ambient(ambient.get(timeout), role.externalId());
            try {
                return session(calls.make(
                        Operation.ASSUME_ROLE,
                        own,
                        deadline.remaining(),
                        bounds -> clients.sts(region)
                                .assumeRole(r -> r.roleArn(role.roleArn())
                                        .roleSessionName("cloudtrail-exporter")
                                        .durationSeconds(SESSION_SECONDS)
                                        .externalId(role.externalId().isEmpty() ? null : role.externalId())
                                        .overrideConfiguration(bounds))
                                .credentials()));
            } catch (AwsCallException e) {
                if (e.failure().reason() == FailureReason.ACCESS_DENIED) {
                    throw new AwsCallException(e.failure().withReason(FailureReason.ASSUME_ROLE_DENIED));
                }
                throw e;
            }
        }

        /** Expired by our clock, or without an expiration, it serves one poll: only our clock may be wrong. */
        private SessionCredentials session(Credentials returned) throws AwsCallException {
            if (returned == null
                    || returned.accessKeyId() == null
                    || returned.secretAccessKey() == null
                    || returned.sessionToken() == null) {
                throw new AwsCallException(FailureReason.CREDENTIALS);
            }
            AwsCredentials keys = AwsSessionCredentials.create(
                    returned.accessKeyId(), returned.secretAccessKey(), returned.sessionToken());
            Instant end = Objects.requireNonNullElse(returned.expiration(), Instant.MIN);
            return new SessionCredentials(role.roleArn(), keys, "", end, clock);
        }
    }

    /** Calls AWS with the credentials of one session. */
    private final class AwsSession implements Session {

        private final AwsIdentity identity;
        private final SessionCredentials credentials;
        private final String signInRegion;

        private AwsSession(AwsIdentity identity, SessionCredentials credentials, String signInRegion) {
            this.identity = identity;
            this.credentials = credentials;
            this.signInRegion = signInRegion;
        }

        private <T> T call(Operation operation, Duration timeout, Function<AwsRequestOverrideConfiguration, T> request)
                throws AwsCallException {
            return calls.make(operation, credentials, timeout, request);
        }

        @Override
        public String accountId(Duration timeout) throws AwsCallException {
            if (identity instanceof AwsIdentity.Role role) {
                return role.accountId();
            }
            if (ambientAccount.isEmpty()) {
                ambientAccount = requestAccountId(timeout);
            }
            return ambientAccount;
        }

        private String requestAccountId(Duration timeout) throws AwsCallException {
            GetCallerIdentityResponse caller = call(
                    Operation.GET_CALLER_IDENTITY,
                    timeout,
                    bounds -> clients.sts(signInRegion).getCallerIdentity(r -> r.overrideConfiguration(bounds)));
            if (caller.account() == null || !AwsName.isAccountId(caller.account())) {
                throw new AwsCallException(FailureReason.BAD_RESPONSE);
            }
            if (caller.arn() != null) {
                listener.identified(caller.arn());
            }
            return caller.account();
        }

        @Override
        public Set<String> enabledRegions(String region, Duration timeout) throws AwsCallException {
            List<Region> enabled = call(
                            Operation.DESCRIBE_REGIONS,
                            timeout,
                            bounds -> clients.ec2(region)
                                    .describeRegions(r -> r.allRegions(false).overrideConfiguration(bounds)))
                    .regions();
            // The name becomes part of the host name of the next call.
            Set<String> regions = enabled.stream()
                    .map(Region::regionName)
                    .filter(name -> name != null && name.matches("[a-z0-9-]{1,64}"))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (regions.isEmpty()) {
                // Every account has Regions; an empty list would remove every trail from the page.
                throw new AwsCallException(FailureReason.BAD_RESPONSE);
            }
            return regions;
        }

        @Override
        public TrailStatus trailStatus(TrailArn trail, String region, Duration timeout) throws AwsCallException {
            GetTrailStatusResponse response = call(
                    Operation.GET_TRAIL_STATUS,
                    timeout,
                    bounds -> clients.cloudTrail(region)
                            .getTrailStatus(r -> r.name(trail.toString()).overrideConfiguration(bounds)));
            return mapping.status(trail, response);
        }

        @Override
        public EventSelectors eventSelectors(TrailArn trail, String region, Duration timeout) throws AwsCallException {
            return TrailMapping.selectors(call(
                    Operation.GET_EVENT_SELECTORS,
                    timeout,
                    bounds -> clients.cloudTrail(region)
                            .getEventSelectors(
                                    r -> r.trailName(trail.toString()).overrideConfiguration(bounds))));
        }

        @Override
        public Map<TrailArn, TrailSettings> describeTrails(String region, Duration timeout) throws AwsCallException {
            return mapping.settings(call(
                    Operation.DESCRIBE_TRAILS,
                    timeout,
                    bounds -> clients.cloudTrail(region)
                            .describeTrails(r -> r.includeShadowTrails(true).overrideConfiguration(bounds))));
        }

        @Override
        public List<OrganizationAccount> organizationAccounts(Duration timeout) throws AwsCallException {
            Deadline deadline = Deadline.in(timeout);
            List<OrganizationAccount> active = new ArrayList<>();
            Set<String> pages = new HashSet<>();
            String page = null;
            do {
                if (!pages.add(page)) {
                    // A page token that repeats would loop until the deadline.
                    throw new AwsCallException(FailureReason.BAD_RESPONSE);
                }
                ListAccountsResponse response = accounts(page, deadline.remaining());
                response.accounts().stream()
                        .filter(AwsCloudTrail::isActive)
                        .map(account ->
                                new OrganizationAccount(account.id(), Objects.requireNonNullElse(account.name(), "")))
                        .forEach(active::add);
                page = response.nextToken();
            } while (page != null);
            return List.copyOf(active);
        }

        private ListAccountsResponse accounts(String page, Duration timeout) throws AwsCallException {
            ListAccountsResponse response = call(
                    Operation.LIST_ACCOUNTS,
                    timeout,
                    bounds -> clients.organizations(signInRegion)
                            .listAccounts(r -> r.nextToken(page).overrideConfiguration(bounds)));
            if (!response.hasAccounts()) {
                throw new AwsCallException(FailureReason.BAD_RESPONSE);
            }
            return response;
        }
    }

    /** AWS withdraws {@code Status} in favor of {@code State} in September 2026; either may be missing. */
    private static boolean isActive(Account account) {
        return account != null
                && account.id() != null
                && AwsName.isAccountId(account.id())
                && (account.state() == null
                        ? account.status() == AccountStatus.ACTIVE
                        : account.state() == AccountState.ACTIVE);
    }
}
