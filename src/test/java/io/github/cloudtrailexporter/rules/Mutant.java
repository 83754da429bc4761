package io.github.cloudtrailexporter.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule with one change, such as a typing error.
 *
 * @param original the rule as it is shipped
 * @param changed the rule with the change
 * @param description the change, for people
 */
record Mutant(Rule original, Rule changed, String description) {

    private static final Pattern COMPARISON = Pattern.compile("[<>]=?(?!=)|==|(?<=[ )])!=(?= )");
    /** {@code N * 60} is one number: its unit stays. Numbers in names, durations and texts do not match. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w\".$\\[(*] ?)(?<!\\* )\\b\\d+(\\.\\d+)?\\b(?![\\w\"\\].])");

    /** Offsets and windows, except that of last_over_time, which only bridges lost scrapes. */
    private static final Pattern DURATION =
            Pattern.compile("(?<=offset |(?:min|max|avg|sum|present)_over_time\\([^\\[()]{1,90}\\[)(?:\\d+[smhd])+");

    private static final Pattern MATCHER = Pattern.compile("(?<=[{,][ ]?\\w{1,40})(=~|!~|!=|=)(?=\")");
    private static final Pattern SET_OPERATOR = Pattern.compile("\\b(and|or|unless)\\b");
    private static final Pattern FUNCTION = Pattern.compile("\\b(max|min|avg|sum)_over_time\\b");
    private static final Pattern MEMORY = Pattern.compile("last_over_time\\(([^\\[()]+)\\[\\w+]((?: offset \\w+)?)\\)");
    /** The tests evaluate once a minute: half a minute ends at the same evaluation as a whole one, so it is no mutation. */
    private static final int EVALUATION_SECONDS = 60;

    private static final Pattern SPAN = Pattern.compile("(\\d+)([smhd])");

    /** The unchanged rule: a test that fails for it is wrong. */
    static Mutant unchanged(Rule rule) {
        return new Mutant(rule, rule, "nothing");
    }

    boolean isMutated() {
        return !changed.equals(original);
    }

    /** Every mutation of the rule that this class supports. */
    static List<Mutant> of(Rule rule) {
        List<Mutant> mutants = new ArrayList<>();
        each(mutants, rule, COMPARISON, found -> opposite(found.group()));
        each(mutants, rule, NUMBER, found -> times(found.group(), 2));
        each(mutants, rule, NUMBER, found -> times(found.group(), 0.5));
        each(mutants, rule, DURATION, found -> 2 * seconds(found.group()) + "s");
        each(mutants, rule, DURATION, found -> half(found.group()));
        each(mutants, rule, MATCHER, found -> negated(found.group()));
        each(mutants, rule, SET_OPERATOR, found -> otherOperator(found.group()));
        each(mutants, rule, FUNCTION, found -> found.group(1).equals("min") ? "max_over_time" : "min_over_time");
        each(mutants, rule, MEMORY, found -> found.group(1) + found.group(2));
        Stream.of("for", "keep_firing_for").forEach(field -> spans(mutants, rule, field));
        labels(mutants, rule);
        return mutants;
    }

    private static void each(
            List<Mutant> mutants, Rule rule, Pattern what, java.util.function.Function<MatchResult, String> change) {
        String expr = rule.expr();
        what.matcher(expr).results().forEach(found -> {
            String replacement = change.apply(found);
            String changed = expr.substring(0, found.start()) + replacement + expr.substring(found.end());
            if (!changed.equals(expr)) {
                mutants.add(new Mutant(rule, rule.with("expr", changed), description(expr, found, replacement)));
            }
        });
    }

    private static String description(String expr, MatchResult found, String replacement) {
        String before = expr.substring(Math.max(0, found.start() - 50), found.start());
        String after = expr.substring(found.end(), Math.min(expr.length(), found.end() + 30));
        return (before + ">>" + found.group() + "<< " + after).replaceAll("\\s+", " ") + "  becomes  " + replacement;
    }

    private static void spans(List<Mutant> mutants, Rule rule, String field) {
        if (rule.fields().get(field) instanceof String span) {
            mutants.add(new Mutant(rule, rule.without(field), field + " removed"));
            mutants.add(new Mutant(rule, rule.with(field, 2 * seconds(span) + "s"), field + " doubled"));
            if (seconds(span) > EVALUATION_SECONDS) {
                mutants.add(new Mutant(rule, rule.with(field, half(span)), field + " halved"));
            }
        }
    }

    private static void labels(List<Mutant> mutants, Rule rule) {
        rule.labels().keySet().forEach(label -> {
            java.util.Map<String, Object> labels = new java.util.LinkedHashMap<>(rule.labels());
            labels.put(label, label.equals("severity") ? "info" : "none");
            mutants.add(new Mutant(rule, rule.with("labels", labels), "label " + label + " changed"));
        });
    }

    private static String opposite(String comparison) {
        return switch (comparison) {
            case "==" -> "!=";
            case "!=" -> "==";
            case ">" -> "<=";
            case ">=" -> "<";
            case "<" -> ">=";
            default -> ">";
        };
    }

    private static String negated(String matcher) {
        return switch (matcher) {
            case "=" -> "!=";
            case "!=" -> "=";
            case "=~" -> "!~";
            default -> "=~";
        };
    }

    private static String otherOperator(String operator) {
        return switch (operator) {
            case "and" -> "unless";
            case "unless" -> "and";
            default -> "and";
        };
    }

    private static String times(String number, double factor) {
        return java.math.BigDecimal.valueOf(Double.parseDouble(number) * factor)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String half(String span) {
        return 500 * seconds(span) + "ms";
    }

    private static long seconds(String span) {
        return SPAN.matcher(span)
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1))
                        * switch (part.group(2)) {
                            case "d" -> 86_400;
                            case "h" -> 3_600;
                            case "m" -> 60;
                            default -> 1;
                        })
                .sum();
    }

    @Override
    public String toString() {
        return original + ": " + description;
    }
}
