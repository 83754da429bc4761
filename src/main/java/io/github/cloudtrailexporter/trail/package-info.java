/**
 * The domain as values: trails, what CloudTrail reported about them, and why it could not be queried. Immutable, validated
 * in the constructor, without libraries and without other packages of ours. Every package may use this one.
 *
 * <p>Glossary:
 *
 * <ul>
 *   <li>a <em>trail</em> is identified by its {@code TrailArn}; its series by a {@code TrailKey} (a trail in one Region)
 *   <li>a <em>status</em> is the result of GetTrailStatus, with one {@code Delivery} for each {@code Destination};
 *       <em>settings</em> are the result of DescribeTrails
 *   <li><em>event selectors</em> are the result of GetEventSelectors; <em>recorded events</em> are their evaluation
 *   <li>an <em>outcome</em> is a status or a {@code Failure}; a failure has a {@code FailureReason} and an {@code
 *       ErrorCode}
 *   <li>a <em>report</em> is the outcome of one trail, a <em>snapshot</em> the reports of one poll
 *   <li><em>health</em> is the state of a report at one instant; <em>advice</em> explains it to people
 *   <li>a <em>partition</em> is a group of Regions with its own credentials; an {@code Arn} the parts of a name of AWS
 * </ul>
 */
package io.github.cloudtrailexporter.trail;
