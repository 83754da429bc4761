/**
 * Tests of the alerting rules, the Alertmanager configuration and the runbooks that are shipped with the program.
 *
 * <p>Tests that need the tools of Prometheus and Alertmanager are skipped with a warning if these are missing; with
 * {@code CI=true} in the environment they fail instead.
 */
package io.github.cloudtrailexporter.rules;
