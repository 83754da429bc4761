/**
 * The AWS behind {@code --demo}: a made-up company whose trails are healthy, broken, idle or unknown, each in its own way.
 * No network, no credentials, no AWS SDK: it plugs in at {@link io.github.cloudtrailexporter.poll.CloudTrailPort}.
 *
 * <p>Imports {@code poll}, {@code target} and {@code trail}. Only the root package, which wires {@code --demo}, imports this package.
 *
 * <ul>
 *   <li><b>company</b>: the accounts of an organization and their trails
 *   <li><b>gap</b>: the time in which a trail does not deliver to a destination, with or without an error
 *   <li><b>incident</b>: one trail breaks two minutes after the start and heals four minutes later
 * </ul>
 */
package io.github.cloudtrailexporter.demo;
