{
  _config+:: {
    // A regular expression of the names of trails that always have something to deliver, 'management|org-.*' for
    // example: for them a missing delivery alone is an alert. null leaves the rules as they are: the regular
    // expression matches none, and such trails are detected automatically.
    neverIdleTrails: null,

    // The job that scrapes the exporter. Only the rules about the exporter itself depend on it. null leaves it as it is:
    // cloudtrail-exporter.
    job: null,

    // Where the runbooks are, without the name of the alert and its .md. null leaves the links as they are.
    runbookURL: null,

    // Tags of the dashboards, instead of their own. null leaves them as they are.
    dashboardTags: null,
  },
}
