package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.TrailHealth.State;

/** The first thing that the page says: is everything all right, and if not, how much is not. */
final class Headline {

    private final StatusView view;

    Headline(StatusView view) {
        this.view = view;
    }

    /** One sentence without a full stop. */
    String words() {
        long all = view.groups().size();
        long bad = view.problems().size();
        if (all == 0) {
            return view.unsearched().isEmpty() ? "No trails to watch" : "No trails known";
        }
        if (bad > 0) {
            return bad == all && all == 1 ? "The trail needs attention" : some(bad, all);
        }
        String well = all == 1 ? "The trail is healthy" : "All " + Words.number(all) + " trails are healthy";
        // Trails that nobody found may be in any state.
        return view.unsearched().isEmpty() ? well : well + ", but not every trail is known";
    }

    private static String some(long bad, long all) {
        return Words.number(bad) + " of " + Words.number(all) + " trails " + (bad == 1 ? "needs" : "need")
                + " attention";
    }

    /** The worst there is; never {@link Mark#OK} if something is not known. */
    Mark mark() {
        if (!view.problems().isEmpty()) {
            return Mark.of(view.groups().get(0).worst());
        }
        return view.groups().isEmpty() || !view.unsearched().isEmpty() ? Mark.UNKNOWN : Mark.OK;
    }

    void write(Html html) {
        html.raw("<section class=\"head ").raw(mark().css()).raw("\"><h1>").raw(mark().svg());
        html.element("span", words()).raw("</h1>");
        if (view.groups().isEmpty()) {
            html.element("p", nothing());
        } else {
            bar(html);
            legend(html);
        }
        html.raw("<p class=mut>").text(scope()).raw("<time datetime=\"");
        html.text(view.now().toString())
                .raw("\">")
                .text(Words.exact(view.now()))
                .raw("</time>, asked in ");
        html.text(Words.seconds(view.pollDuration())).raw(".</p></section>");
    }

    private String nothing() {
        return view.unsearched().isEmpty()
                ? "The configuration lists no trail, and none has been found so far."
                : "None has been found so far, and looking for them did not work everywhere.";
    }

    private String scope() {
        int trails = view.groups().size();
        if (trails == 0) {
            return "";
        }
        return trails == view.rows()
                ? Words.count(trails, "trail") + ", as of "
                : Words.count(trails, "trail") + " with "
                        + Words.count(view.rows(), "Regional status", "Regional statuses") + ", as of ";
    }

    private void bar(Html html) {
        html.raw("<svg class=bar viewBox=\"0 0 1000 10\" preserveAspectRatio=none aria-hidden=true>");
        double scale = 1000.0 / view.groups().size();
        double x = 0;
        for (State state : State.values()) {
            double width = view.count(state) * scale;
            if (width > 0) {
                html.raw("<rect class=" + Mark.of(state).css() + " x=" + tenths(x) + " width=" + tenths(width)
                        + " height=10 />");
            }
            x += width;
        }
        html.raw("</svg>");
    }

    private static String tenths(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }

    private void legend(Html html) {
        html.raw("<ul class=legend>");
        for (State state : State.values()) {
            long count = view.count(state);
            if (count > 0) {
                html.raw("<li>").raw(Mark.of(state).svg()).element("b", Words.number(count));
                html.raw(" ").text(state.title()).raw("</li>");
            }
        }
        html.raw("</ul>");
    }
}
