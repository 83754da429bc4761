/**
 * Discovers trails in accounts and Regions, in the background. The wiring starts it and gives it to the poller.
 *
 * <ul>
 *   <li>Discovery: runs a cycle in every discovery interval
 *   <li>DiscoveryCycle: one discovery of all sources, their accounts and Regions; then reads event selectors
 *   <li>AccountDiscovery: one account in one cycle
 *   <li>DiscoveredTrails: what is known at one moment, as an AreaState for each account and Region; immutable
 * </ul>
 */
package io.github.cloudtrailexporter.poll.discovery;
