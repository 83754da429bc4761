package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** A simulated AWS with several accounts and trails, and the configuration that lists them. */
final class SoakWorld implements AutoCloseable {

    private static final Duration SESSION = Duration.ofSeconds(15);
    private static final String HOME = "eu-west-1";

    final SimulatedAws aws = SimulatedAws.start();
    final List<SoakTrail> trails = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final Path config;
    private final Random random;
    private Optional<InjectedFault> roleFault = Optional.empty();
    private int rotations;

    SoakWorld(Path directory, int accounts, int trailsEach, long seed) {
        this.config = directory.resolve("config.yml");
        this.random = new Random(seed);
        for (int i = 0; i < accounts; i++) {
            SimulatedAccount account = aws.account("%012d".formatted(200_000_000_000L + i));
            account.role("reader").sessionLifetime(SESSION);
            this.accounts.add(account.id());
            for (int j = 0; j < trailsEach; j++) {
                trails.add(new SoakTrail(aws, account.trail("trail-" + i + "-" + j, HOME)));
            }
        }
    }

    /** All trails, or all but those of the last account. */
    List<SoakTrail> configured(boolean all) {
        String last = accounts.get(accounts.size() - 1);
        return trails.stream()
                .filter(trail -> all || !trail.account().equals(last))
                .toList();
    }

    void configure(boolean all, String poll) throws IOException {
        String text = configured(all).stream()
                .map(trail -> "  - {arn: '%s', role_arn: 'arn:aws:iam::%s:role/reader'}\n"
                        .formatted(trail.arn(), trail.account()))
                .collect(Collectors.joining());
        write("aws: {endpoint_url: '" + aws.endpoint() + "'}\npoll: {" + poll + "}\ntrails:\n" + text);
    }

    /** An invalid file. */
    void misconfigure() throws IOException {
        write("trails:\n  - {nme: x}\n");
    }

    private void write(String text) throws IOException {
        Path fresh = config.resolveSibling("config.yml.new");
        Files.writeString(fresh, text);
        Files.move(fresh, config, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Rotates the faults: three of ten trails have one; every third time some are slow or affect a role. */
    void rotate() {
        List<SoakFault> menu = new ArrayList<>(SoakFault.QUICK);
        boolean severe = rotations++ % 3 == 2;
        if (severe) {
            menu.addAll(SoakFault.SLOW);
        }
        String denied = severe ? accounts.get(random.nextInt(accounts.size())) : "";
        List<SoakTrail> shuffled = new ArrayList<>(trails);
        Collections.shuffle(shuffled, random);
        int faulty = trails.size() * 3 / 10;
        for (SoakTrail trail : shuffled) {
            boolean chosen = faulty-- > 0;
            SoakFault own = chosen ? menu.get(random.nextInt(menu.size())) : SoakFault.NONE;
            trail.become(trail.account().equals(denied) ? SoakFault.ROLE_DENIED : own);
        }
        denyRole(denied);
        trails.forEach(SoakTrail::changed);
    }

    private void denyRole(String account) {
        roleFault.ifPresent(InjectedFault::end);
        roleFault = account.isEmpty()
                ? Optional.empty()
                : Optional.of(aws.inject(FaultScope.on("AssumeRole").account(account), SoakFault.ROLE_DENIED.fault()));
    }

    Path config() {
        return config;
    }

    @Override
    public void close() {
        aws.close();
    }
}
