/**
 * The templates for AWS keep what they promise: their policies are those that {@code iam-policy} prints, and the tools of
 * their makers, where they are installed, find no fault with them.
 */
package io.github.cloudtrailexporter.cloudtemplates;
