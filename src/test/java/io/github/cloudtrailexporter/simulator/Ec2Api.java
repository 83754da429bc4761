package io.github.cloudtrailexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** EC2: DescribeRegions, which returns the enabled Regions of an account. */
final class Ec2Api {

    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    HttpResponse describeRegions(ApiCall call, Caller caller) {
        Set<String> enabled = caller.account().enabledRegions();
        Set<String> listed = new TreeSet<>(enabled);
        if (call.flag("AllRegions", false)) {
            listed.addAll(Regions.known());
        }
        List<String> items = new ArrayList<>();
        for (String region : listed) {
            String status = optInStatus(region, enabled);
            if (wanted(call, region, status)) {
                items.add(item(region, status));
            }
        }
        return Protocol.EC2.success(Xml.document(
                "DescribeRegionsResponse",
                NAMESPACE,
                Xml.text("requestId", RequestIds.next()),
                Xml.element("regionInfo", items.toArray(String[]::new))));
    }

    private static String item(String region, String status) {
        return Xml.element(
                "item",
                Xml.text("regionName", region),
                Xml.text("regionEndpoint", "ec2." + region + ".amazonaws.com"),
                Xml.text("optInStatus", status));
    }

    private static String optInStatus(String region, Set<String> enabled) {
        if (!enabled.contains(region)) {
            return "not-opted-in";
        }
        return Regions.OPT_IN.contains(region) ? "opted-in" : "opt-in-not-required";
    }

    private static boolean wanted(ApiCall call, String region, String status) {
        List<String> names = numbered(call, "RegionName.");
        boolean wanted = names.isEmpty() || names.contains(region);
        for (int i = 1; call.input().containsKey("Filter." + i + ".Name"); i++) {
            String value = call.text("Filter." + i + ".Name").equals("region-name") ? region : status;
            wanted &= numbered(call, "Filter." + i + ".Value.").contains(value);
        }
        return wanted;
    }

    private static List<String> numbered(ApiCall call, String prefix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; call.input().containsKey(prefix + i); i++) {
            values.add(call.text(prefix + i));
        }
        return values;
    }
}
