/**
 * What is polled, as values: the identity towards AWS (ambient or role), Regions, listed trails, discovery sources, the
 * shard, and the plan that holds all of them. The configuration builds these values; polls read them.
 */
package io.github.cloudtrailexporter.target;
