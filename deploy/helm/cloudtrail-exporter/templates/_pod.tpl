{{/* The pod, the same for the Deployment and the StatefulSet. */}}
{{- define "cloudtrail-exporter.pod" -}}
{{- $sharded := gt (int .Values.shards) 1 -}}
metadata:
  {{- if or .Values.podAnnotations (not .Values.existingSecret) }}
  annotations:
    {{- if not .Values.existingSecret }}
    checksum/config: {{ include "cloudtrail-exporter.config" . | sha256sum }}
    {{- end }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  labels:
    {{- include "cloudtrail-exporter.labels" (dict "root" . "extra" .Values.podLabels) | nindent 4 }}
spec:
  serviceAccountName: {{ include "cloudtrail-exporter.serviceAccountName" . }}
  # The exporter does not use the API of Kubernetes. IRSA and Pod Identity mount their own tokens.
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext: {{- toYaml .Values.podSecurityContext | nindent 4 }}
  {{- with .Values.dnsPolicy }}
  dnsPolicy: {{ . }}
  {{- end }}
  {{- with .Values.dnsConfig }}
  dnsConfig: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.initContainers }}
  initContainers: {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: exporter
      image: {{ include "cloudtrail-exporter.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        {{- include "cloudtrail-exporter.args" . | nindent 8 }}
        {{- if $sharded }}
        - --shard=$(SHARD)
        - --total-shards={{ .Values.shards }}
        {{- end }}
      {{- if or $sharded .Values.aws.region .Values.extraEnv }}
      env:
        {{- if $sharded }}
        - name: SHARD
          valueFrom:
            fieldRef:
              fieldPath: metadata.labels['apps.kubernetes.io/pod-index']
        {{- end }}
        {{- with .Values.aws.region }}
        - name: AWS_REGION
          value: {{ . }}
        {{- end }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- with .Values.extraEnvFrom }}
      envFrom: {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ .Values.containerPort }}
          protocol: TCP
      livenessProbe:
        {{- include "cloudtrail-exporter.liveness" . | nindent 8 }}
      readinessProbe:
        {{- include "cloudtrail-exporter.probe" (dict "root" . "path" "/-/ready" "timing" .Values.readinessProbe) | nindent 8 }}
      startupProbe:
        {{- include "cloudtrail-exporter.probe" (dict "root" . "path" "/-/healthy" "timing" .Values.startupProbe) | nindent 8 }}
      resources: {{- toYaml .Values.resources | nindent 8 }}
      securityContext: {{- toYaml .Values.securityContext | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/cloudtrail-exporter
          readOnly: true
        {{- if .Values.webConfig.existingSecret }}
        - name: web-config
          mountPath: {{ include "cloudtrail-exporter.webConfigFile" . | dir }}
          readOnly: true
        {{- end }}
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: config
      {{- if .Values.existingSecret }}
      secret:
        secretName: {{ .Values.existingSecret }}
      {{- else }}
      configMap:
        name: {{ include "cloudtrail-exporter.fullname" . }}
      {{- end }}
    {{- with .Values.webConfig.existingSecret }}
    - name: web-config
      secret:
        secretName: {{ . }}
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.topologySpreadConstraints }}
  topologySpreadConstraints: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
