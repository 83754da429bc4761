package io.github.cloudtrailexporter.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A batch of the promtool tests of one file, small enough to run in a second.
 *
 * @param file the file that contains them
 * @param header the settings of that file
 * @param cases its test cases
 * @param alerts the alerts that the file names
 */
record RuleTests(Path file, Map<String, Object> header, List<Object> cases, Set<String> alerts) {

    static final Path FOLDER = Path.of("prometheus", "tests");
    private static final int STEPS = 400;
    private static final Pattern ALERT = Pattern.compile("alertname=\"?(CloudTrail\\w+)");
    private static final Pattern DURATION = Pattern.compile("(\\d+)([smh])");

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".test.yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests of all files, in each file those with the fewest evaluations first. */
    static List<RuleTests> shipped() {
        return shipped(STEPS);
    }

    /** @param steps the maximum number of rule evaluations of a batch; a single test with more is a batch of its own */
    static List<RuleTests> shipped(int steps) {
        return files().stream().flatMap(file -> read(file, steps).stream()).toList();
    }

    private static List<RuleTests> read(Path file, int steps) {
        Map<String, Object> header = new LinkedHashMap<>(Yaml.read(file));
        List<Object> cases = new ArrayList<>(Yaml.list(header.remove("tests")));
        cases.sort(Comparator.comparingInt(RuleTests::steps));
        Set<String> alerts = alertsNamedIn(cases);
        List<RuleTests> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object testCase : cases) {
            if (!batch.isEmpty() && steps(batch) + steps(testCase) > steps) {
                batches.add(new RuleTests(file, header, List.copyOf(batch), alerts));
                batch.clear();
            }
            batch.add(testCase);
        }
        batches.add(new RuleTests(file, header, List.copyOf(batch), alerts));
        return batches;
    }

    private static Set<String> alertsNamedIn(List<Object> cases) {
        return ALERT.matcher(cases.toString())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int steps(List<Object> cases) {
        return cases.stream().mapToInt(RuleTests::steps).sum();
    }

    /** The number of rule evaluations of this test. */
    private static int steps(Object testCase) {
        Map<String, Object> test = Yaml.map(testCase);
        int last = Stream.concat(
                        Yaml.list(test.get("alert_rule_test")).stream(),
                        Yaml.list(test.get("promql_expr_test")).stream())
                .mapToInt(check -> seconds(Yaml.map(check).get("eval_time")))
                .max()
                .orElse(0);
        return 1 + last / seconds(test.get("interval"));
    }

    private static int seconds(Object duration) {
        Matcher matcher = DURATION.matcher(duration.toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a duration in s, m or h: " + duration);
        }
        int unit =
                switch (matcher.group(2)) {
                    case "h" -> 3600;
                    case "m" -> 60;
                    default -> 1;
                };
        return Integer.parseInt(matcher.group(1)) * unit;
    }

    /** The number of rule evaluations of all its tests together. */
    int steps() {
        return steps(cases);
    }

    /** Only the cases in which no alert may fire need all rules. */
    RulesFile needed(RulesFile rules) {
        return coversAllAlerts() ? rules : rules.neededFor(alerts);
    }

    boolean coversAllAlerts() {
        return file.getFileName().toString().equals("silence.test.yml");
    }

    boolean checks(MutantCopy copy) {
        return cases.stream()
                .map(Yaml::map)
                .anyMatch(test -> Stream.concat(copy.alertChecks(test), copy.queryChecks(test))
                        .findAny()
                        .isPresent());
    }

    /** Whether a check uses the rule of that name. */
    boolean mentions(String rule) {
        return Pattern.compile("(?<![\\w:/])" + Pattern.quote(rule) + "(?![\\w:])")
                .matcher(cases.toString())
                .find();
    }

    boolean belongsTo(String alert) {
        return file.getFileName().toString().split("[.-]", 2)[0].equals(alert);
    }

    /** The errors of promtool when it loads these rules, without running a test; empty if there are none. */
    static Optional<String> check(Tool promtool, RulesFile rules) {
        Path folder = temporaryFolder();
        Path rulesFile = folder.resolve("rules.yml");
        try {
            rules.write(rulesFile);
            Tool.Result result = promtool.run("check", "rules", "--lint=none", rulesFile.toString());
            return result.ok() ? Optional.empty() : Optional.of(result.output());
        } finally {
            delete(rulesFile, folder);
        }
    }

    /** The failures that promtool reports for these rules; empty if the tests pass. */
    Optional<String> run(Tool promtool, RulesFile rules) {
        Path folder = temporaryFolder();
        Path rulesFile = folder.resolve("rules.yml");
        Path testFile = folder.resolve(file.getFileName());
        try {
            rules.write(rulesFile);
            Map<String, Object> document = new LinkedHashMap<>(header);
            document.put("rule_files", List.of("rules.yml"));
            document.put("tests", cases);
            Yaml.write(testFile, document);
            Tool.Result result = promtool.run("test", "rules", testFile.toString());
            return result.ok() ? Optional.empty() : Optional.of(result.output());
        } finally {
            delete(testFile, rulesFile, folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("rule-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path... files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
