package io.github.cloudtrailexporter.simulator;

/** Who signed a call: the account and the ARN that GetCallerIdentity tells. */
record Caller(SimulatedAccount account, String arn) {}
