// The rules and dashboards of this repository as a mixin (https://monitoring.mixins.dev): the same files, read, not copied.
(import 'config.libsonnet') + {
  local config = $._config,
  local groups = std.parseYaml(importstr '../prometheus/cloudtrail.rules.yml').groups,

  local asShipped = {
    neverIdleTrails: 'trail=~"no-trail-is-listed-here"',
    job: 'job="cloudtrail-exporter"',
  },

  local expr(text) =
    local withTrails =
      if config.neverIdleTrails == null then text
      else std.strReplace(text, asShipped.neverIdleTrails, 'trail=~"%s"' % config.neverIdleTrails);
    if config.job == null then withTrails
    else std.strReplace(withTrails, asShipped.job, 'job="%s"' % config.job),

  local runbook(rule) =
    if config.runbookURL == null || !std.objectHas(rule, 'alert') then {}
    else { annotations+: { runbook_url: '%s/%s.md' % [std.rstripChars(config.runbookURL, '/'), rule.alert] } },

  local rule(shipped) = shipped { expr: expr(shipped.expr) } + runbook(shipped),

  local group(shipped) = shipped { rules: std.map(rule, shipped.rules) },

  local records(shipped) = std.all([std.objectHas(rule, 'record') for rule in shipped.rules]),

  local dashboard(shipped) =
    if config.dashboardTags == null then shipped else shipped { tags: config.dashboardTags },

  prometheusRules+:: {
    groups+: [group(shipped) for shipped in groups if records(shipped)],
  },

  prometheusAlerts+:: {
    groups+: [group(shipped) for shipped in groups if !records(shipped)],
  },

  grafanaDashboards+:: {
    'cloudtrail-exporter.json': dashboard(import '../grafana/dashboards/cloudtrail-exporter.json'),
    'cloudtrail-fleet.json': dashboard(import '../grafana/dashboards/cloudtrail-fleet.json'),
    'cloudtrail-trail.json': dashboard(import '../grafana/dashboards/cloudtrail-trail.json'),
  },
}
