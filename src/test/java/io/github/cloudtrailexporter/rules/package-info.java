/**
 * Proves the alerting rules, the Alertmanager configuration and the runbooks that are shipped beside the program.
 *
 * <p>What needs Prometheus' and Alertmanager's own tools is skipped, loudly, where they are missing; with {@code CI=true}
 * in the environment it fails instead.
 */
package io.github.cloudtrailexporter.rules;
