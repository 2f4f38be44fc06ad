{{/* The Job that migrates and loads: its spec, for the release and for the schedule. */}}
{{- define "roadql.loaderJob" -}}
{{- $loader := .Values.loader -}}
{{- $network := .Values.network -}}
backoffLimit: {{ $loader.backoffLimit }}
activeDeadlineSeconds: {{ int64 $loader.activeDeadlineSeconds }}
ttlSecondsAfterFinished: {{ int64 $loader.ttlSecondsAfterFinished }}
podFailurePolicy:
  rules:
    # a node that is emptied is no failure of the load
    - action: Ignore
      onPodConditions:
        - type: DisruptionTarget
          status: 'True'
    # wrong usage, or a file that cannot be read: it would not be better the next time
    - action: FailJob
      onExitCodes:
        operator: In
        values: [2]
template:
  metadata:
    labels:
      {{- include "roadql.labels" (list . "loader") | nindent 6 }}
  spec:
    {{- include "roadql.podSecurity" (list . .Values.podSecurity.runAsUser) | nindent 4 }}
    restartPolicy: Never
    # a load that is told to stop takes away what it made
    terminationGracePeriodSeconds: 60
    {{- include "roadql.scheduling" (list . "loader" $loader) | nindent 4 }}
    {{- if ne $network.source "none" }}
    initContainers:
      {{- include "roadql.download" . | nindent 6 }}
      {{- include "roadql.loaderContainer" (list . "migrate" (list "migrate")) | nindent 6 }}
    containers:
      {{- /* the sample is for a first look: it never takes the place of a network that is there */}}
      {{- $unless := eq $network.source "sample" | ternary "--if-empty" "--if-needed" }}
      {{- $load := list "load" (include "roadql.networkPath" .) $unless "--format" $network.format "--json" }}
      {{- with $network.name }}{{ $load = concat $load (list "--name" .) }}{{ end }}
      {{- if $network.mapping }}{{ $load = concat $load (list "--mapping" "/etc/roadql/mapping.json") }}{{ end }}
      {{- include "roadql.loaderContainer" (list . "load" $load) | nindent 6 }}
    {{- else }}
    containers:
      {{- include "roadql.loaderContainer" (list . "migrate" (list "migrate")) | nindent 6 }}
    {{- end }}
    volumes:
      - name: tmp
        emptyDir:
          sizeLimit: 64Mi
      {{- include "roadql.networkVolume" . | nindent 6 }}
      {{- if $network.mapping }}
      - name: mapping
        configMap:
          name: {{ include "roadql.loader" . }}
      {{- end }}
{{- end -}}

{{/* A container of the image. Given (list . NAME ARGUMENTS). */}}
{{- define "roadql.loaderContainer" -}}
{{- $root := index . 0 -}}
- name: {{ index . 1 }}
  image: {{ include "roadql.image" (list $root.Values.image $root.Chart.AppVersion) }}
  imagePullPolicy: {{ $root.Values.image.pullPolicy }}
  args:
    {{- toYaml (index . 2) | nindent 4 }}
  env:
    {{- include "roadql.databaseAdmin" $root | nindent 4 }}
    {{- with $root.Values.loader.extraEnv }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  resources:
    {{- toYaml $root.Values.loader.resources | nindent 4 }}
  {{- include "roadql.containerSecurity" $root | nindent 2 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    {{- if eq (index . 1) "load" }}
    {{- include "roadql.networkMount" $root | nindent 4 }}
    {{- if $root.Values.network.mapping }}
    - name: mapping
      mountPath: /etc/roadql
      readOnly: true
    {{- end }}
    {{- end }}
{{- end -}}
