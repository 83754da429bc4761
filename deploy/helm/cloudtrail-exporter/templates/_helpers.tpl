{{/* The name of the application, for app.kubernetes.io/name. */}}
{{- define "cloudtrail-exporter.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of the objects: at most 52 characters, so that the suffixes of pods and "-headless" fit. */}}
{{- define "cloudtrail-exporter.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "cloudtrail-exporter.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "cloudtrail-exporter.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "cloudtrail-exporter.selectorLabels" -}}
app.kubernetes.io/name: {{ include "cloudtrail-exporter.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "cloudtrail-exporter.ownLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "cloudtrail-exporter.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: metrics
app.kubernetes.io/part-of: {{ include "cloudtrail-exporter.name" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/*
The labels of an object: those of the chart, commonLabels, and the object's own as "extra". Merged, because a key that is
written twice makes an object invalid; selectors depend on the chart's labels, so these win.
*/}}
{{- define "cloudtrail-exporter.labels" -}}
{{- $own := include "cloudtrail-exporter.ownLabels" .root | fromYaml }}
{{- mergeOverwrite (dict) (default dict .root.Values.commonLabels) (default dict .extra) $own | toYaml }}
{{- end }}

{{- define "cloudtrail-exporter.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride }}
{{- end }}

{{/* A Prometheus duration such as 1m30s in milliseconds. */}}
{{- define "cloudtrail-exporter.milliseconds" -}}
{{- $total := 0 }}
{{- $units := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 }}
{{- range regexFindAll "[0-9]+(ms|s|m|h)" . -1 }}
{{- $total = add $total (mul (regexFind "^[0-9]+" . | int64) (get $units (regexFind "[a-z]+$" .) | int64)) }}
{{- end }}
{{- $total }}
{{- end }}

{{/* The endpoint of a ServiceMonitor or PodMonitor: monitor holds its values. */}}
{{- define "cloudtrail-exporter.endpoint" -}}
{{- $timeout := include "cloudtrail-exporter.milliseconds" .monitor.scrapeTimeout | int64 }}
{{- if gt $timeout (include "cloudtrail-exporter.milliseconds" .monitor.interval | int64) }}
{{- fail (printf "%s.scrapeTimeout: %s is longer than %s.interval: %s, which Prometheus rejects" .name .monitor.scrapeTimeout .name .monitor.interval) }}
{{- end -}}
- port: http
  path: /metrics
  scheme: {{ include "cloudtrail-exporter.scheme" .root }}
  interval: {{ .monitor.interval }}
  scrapeTimeout: {{ .monitor.scrapeTimeout }}
  {{- if .monitor.honorLabels }}
  honorLabels: true
  {{- end }}
  {{- with .monitor.tlsConfig }}
  tlsConfig: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .monitor.basicAuth }}
  basicAuth: {{- toYaml . | nindent 4 }}
  {{- end }}
  relabelings:
    # The rules about the exporter itself depend on this job.
    - targetLabel: job
      replacement: cloudtrail-exporter
      action: replace
    {{- with .monitor.relabelings }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .monitor.metricRelabelings }}
  metricRelabelings: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "cloudtrail-exporter.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "cloudtrail-exporter.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "cloudtrail-exporter.image" -}}
{{- $name := .Values.image.repository }}
{{- with (default .Values.image.registry .Values.global.imageRegistry) }}
{{- $name = printf "%s/%s" . $name }}
{{- end }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" $name .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" $name (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* config.yml. */}}
{{- define "cloudtrail-exporter.config" -}}
{{- default (dict "discovery" (list (dict "regions" "all"))) .Values.config | toYaml }}
{{- end }}

{{- define "cloudtrail-exporter.scheme" -}}
{{- ternary "https" "http" .Values.webConfig.tls }}
{{- end }}

{{- define "cloudtrail-exporter.webConfigFile" -}}
/etc/cloudtrail-exporter-web/web-config.yml
{{- end }}

{{/* The options of the command line, without those of the shard. */}}
{{- define "cloudtrail-exporter.args" -}}
- --config.file=/etc/cloudtrail-exporter/config.yml
- --web.listen-address=:{{ .Values.containerPort }}
- --log.level={{ .Values.log.level }}
- --log.format={{ .Values.log.format }}
{{- if .Values.webConfig.existingSecret }}
- --web.config.file={{ include "cloudtrail-exporter.webConfigFile" . }}
{{- end }}
{{- range .Values.extraArgs }}
- {{ . | quote }}
{{- end }}
{{- end }}

{{/* A probe of the kubelet: over HTTP where it can authenticate, else a TCP connection. */}}
{{- define "cloudtrail-exporter.probe" -}}
{{- if .root.Values.webConfig.authentication -}}
tcpSocket:
  port: http
{{- else -}}
httpGet:
  path: {{ .path }}
  port: http
  scheme: {{ include "cloudtrail-exporter.scheme" .root | upper }}
{{- end }}
{{ toYaml .timing }}
{{- end }}

{{/* Liveness: a command in the container if the kubelet cannot authenticate; because it starts a JVM, it runs less often. */}}
{{- define "cloudtrail-exporter.liveness" -}}
{{- if .Values.webConfig.authentication -}}
exec:
  command: {{- include "cloudtrail-exporter.healthcheck" . | nindent 4 }}
periodSeconds: {{ max 60 (int .Values.livenessProbe.periodSeconds) }}
timeoutSeconds: {{ max 10 (int .Values.livenessProbe.timeoutSeconds) }}
failureThreshold: {{ .Values.livenessProbe.failureThreshold }}
{{- else }}
{{- include "cloudtrail-exporter.probe" (dict "root" . "path" "/-/healthy" "timing" .Values.livenessProbe) }}
{{- end }}
{{- end }}

{{- define "cloudtrail-exporter.healthcheck" -}}
- java
- -XX:+UseSerialGC
- -XX:TieredStopAtLevel=1
- -Xmx32m
- -XX:-UsePerfData
- -jar
- /app/cloudtrail-exporter.jar
- healthcheck
- --web.listen-address=:{{ .Values.containerPort }}
{{- if .Values.webConfig.existingSecret }}
- --web.config.file={{ include "cloudtrail-exporter.webConfigFile" . }}
{{- end }}
{{- end }}
