/**
 * What is polled, as values. {@code config} builds them; {@code poll}, {@code aws} and {@code iam} read them. Uses only
 * {@code trail}.
 *
 * <p>Glossary:
 *
 * <ul>
 *   <li>an <em>identity</em> calls AWS: the ambient credentials, or a role
 *   <li>a <em>listed trail</em> is named in the configuration, by name or ARN
 *   <li>a <em>discovery source</em> is an account or organization in which trails are discovered; a <em>name filter</em>
 *       of <em>globs</em> selects among them
 *   <li><em>Regions</em> are the home Region, listed ones, or all enabled ones
 *   <li>a <em>target</em> is one trail to poll in one Region
 *   <li>a <em>shard</em> is the share of one replica; a <em>plan</em> is all of it together
 * </ul>
 */
package io.github.cloudtrailexporter.target;
