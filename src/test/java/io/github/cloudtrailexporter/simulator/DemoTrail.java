package io.github.cloudtrailexporter.simulator;

import java.util.List;

/**
 * A trail of the demo, with what a configuration needs to poll it.
 *
 * @param regions the Regions to poll, the home Region first
 * @param roleArn the role to assume for it; empty for the ambient credentials
 * @param story its state, in a few words
 */
public record DemoTrail(String arn, List<String> regions, String roleArn, String accountName, String story) {

    public DemoTrail {
        regions = List.copyOf(regions);
    }

    /** Its entry in a configuration's list of trails. */
    String yaml() {
        String entry = "  # " + accountName + ": " + story + "\n  - arn: " + arn + "\n    regions: ["
                + String.join(", ", regions) + "]\n    account_name: " + accountName + "\n";
        return roleArn.isEmpty() ? entry : entry + "    role_arn: " + roleArn + "\n";
    }
}
