{{/* The name of the application: what app.kubernetes.io/name says. */}}
{{- define "cloudtrail-exporter.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of the objects. Cut to 52 characters: the ordinal of a pod and "-headless" still fit behind it. */}}
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

{{- define "cloudtrail-exporter.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "cloudtrail-exporter.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: metrics
app.kubernetes.io/part-of: {{ include "cloudtrail-exporter.name" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
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
{{- with .Values.image.registry }}
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
- --log.level={{ .Values.log.level }}
- --log.format={{ .Values.log.format }}
{{- if .Values.webConfig.existingSecret }}
- --web.config.file={{ include "cloudtrail-exporter.webConfigFile" . }}
{{- end }}
{{- range .Values.extraArgs }}
- {{ . | quote }}
{{- end }}
{{- end }}

{{/* How the kubelet asks: over HTTP where it may, else whether the port is open. */}}
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

{{/* Whether it still serves, asked from inside where the kubelet cannot: a short-lived process, so not too often. */}}
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
{{- if .Values.webConfig.existingSecret }}
- --web.config.file={{ include "cloudtrail-exporter.webConfigFile" . }}
{{- end }}
{{- end }}
