package io.github.cloudtrailexporter.simulator;

import java.util.List;
import java.util.Map;

/** CloudTrail: GetTrailStatus, GetEventSelectors and DescribeTrails. */
final class CloudTrailApi {

    private final World world;
    private final TrailLookup trails;

    CloudTrailApi(World world) {
        this.world = world;
        this.trails = new TrailLookup(world);
    }

    HttpResponse getTrailStatus(ApiCall call, Caller caller) {
        SimulatedTrail trail = trails.find(caller.account(), call.region(), call.text("Name"));
        boolean withErrors = trails.seesErrors(caller.account(), trail);
        Map<String, Object> status =
                TrailStatusDocument.of(trail, call.region(), world.clock().instant(), withErrors);
        return Protocol.JSON.success(Json.write(status));
    }

    HttpResponse getEventSelectors(ApiCall call, Caller caller) {
        SimulatedTrail trail = trails.find(caller.account(), call.region(), call.text("TrailName"));
        return Protocol.JSON.success(
                "{\"TrailARN\":\"" + trail.arn() + "\",\"" + trail.selectorKind() + "\":" + trail.selectors() + "}");
    }

    /** Unlike GetTrailStatus it omits unknown trails. */
    HttpResponse describeTrails(ApiCall call, Caller caller) {
        List<String> wanted = call.texts("trailNameList");
        boolean shadows = call.flag("includeShadowTrails", true);
        List<Map<String, Object>> found = trails.visible(caller.account(), call.region()).stream()
                .filter(trail -> shadows || isHome(trail, call, caller))
                .filter(trail -> wanted.isEmpty() || isNamed(wanted, trail, call, caller))
                .map(SimulatedTrail::description)
                .toList();
        return Protocol.JSON.success(Json.write(Map.of("trailList", found)));
    }

    private static boolean isHome(SimulatedTrail trail, ApiCall call, Caller caller) {
        return trail.homeRegion().equals(call.region())
                && trail.account().id().equals(caller.account().id());
    }

    private static boolean isNamed(List<String> wanted, SimulatedTrail trail, ApiCall call, Caller caller) {
        return wanted.contains(trail.arn()) || (wanted.contains(trail.name()) && isHome(trail, call, caller));
    }
}
