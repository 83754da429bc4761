/**
 * Polls the status of every trail within a deadline. A scrape enters at {@link
 * io.github.cloudtrailexporter.poll.Poller}; the calls to AWS leave through {@link
 * io.github.cloudtrailexporter.poll.CloudTrailPort}, which {@code aws} and {@code demo} implement. Depends on neither the AWS
 * SDK nor HTTP.
 *
 * <ul>
 *   <li>Poller: serves snapshots, and starts a poll when the last one is too old
 *   <li>Poll: one poll of all trails, shared by all scrapes that wait for it
 *   <li>ListedTrailPoll: a trail of the configuration in one poll
 *   <li>TrailRequests, StatusRequest: the requests of one poll, one for each trail and Region, and their outcomes
 *   <li>SnapshotBuilder: turns the results of a poll into a snapshot
 *   <li>Deadline: the time by which a scrape must be answered
 *   <li>CallPool, CallBatch, Priority: the threads that call AWS, the calls of one poll, and their order
 *   <li>MetadataCache, ValueCache: accounts, enabled Regions, trail settings and event selectors, which are not requested
 *       in every poll
 *   <li>PollerResources: what all polls of one configuration share
 *   <li>StateLog: logs what becomes unknown and what is known again
 *   <li>TrailDiscovery: supplies discovered trails; {@code poll.discovery} implements it
 *   <li>AwsCallException, CallListener: how a call failed, and the notification about each attempt
 * </ul>
 */
package io.github.cloudtrailexporter.poll;
