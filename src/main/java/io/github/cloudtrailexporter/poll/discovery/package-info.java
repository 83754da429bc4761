/**
 * Discovers trails in accounts and Regions, in the background. The wiring starts it and gives it to the poller.
 *
 * <ul>
 *   <li>Discovery: runs a cycle in every discovery interval
 *   <li>DiscoveryCycle: one discovery of all sources, their accounts and Regions; then reads event selectors
 *   <li>AccountDiscovery: one account in one cycle
 *   <li>DiscoveredTrails: the trails that are known at one moment; immutable
 *   <li>AreaState: what is known about one account and Region
 * </ul>
 */
package io.github.cloudtrailexporter.poll.discovery;
