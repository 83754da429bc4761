/**
 * Discovers trails in accounts and Regions, in the background. The wiring starts it and gives it to the poller.
 *
 * <ul>
 *   <li>Discovery: runs a cycle in every discovery interval
 *   <li>DiscoveryCycle: one discovery of all sources, their accounts and Regions; then reads event selectors
 *   <li>SourceAccounts: the accounts of one source, and the credentials for each
 *   <li>AccountDiscovery: one account in one cycle
 *   <li>VisibleTrails: all trails that an account sees in a Region, and how many of them record management events
 *   <li>DiscoveredTrails: the trails that are known, and the last result for each account and Region
 * </ul>
 */
package io.github.cloudtrailexporter.poll.discovery;
