{{/* The network's file: where it comes from, and where the containers find it. */}}

{{- define "roadql.networkPath" -}}
{{- $network := .Values.network -}}
{{- if eq $network.source "url" -}}
/network/{{ $network.url | splitList "?" | first | base }}
{{- else if eq $network.source "persistentVolumeClaim" -}}
/network/{{ trimPrefix "/" $network.persistentVolumeClaim.path }}
{{- else -}}
/app/data/sample.osm.pbf
{{- end -}}
{{- end -}}

{{- define "roadql.networkVolume" -}}
{{- if eq .Values.network.source "url" -}}
- name: network
  emptyDir:
    sizeLimit: {{ .Values.loader.downloadSize }}
{{- else if eq .Values.network.source "persistentVolumeClaim" -}}
- name: network
  persistentVolumeClaim:
    claimName: {{ .Values.network.persistentVolumeClaim.claimName }}
    readOnly: true
{{- end -}}
{{- end -}}

{{- define "roadql.networkMount" -}}
{{- if has .Values.network.source (list "url" "persistentVolumeClaim") -}}
- name: network
  mountPath: /network
  readOnly: true
{{- end -}}
{{- end -}}

{{/* An init container that fetches the file; what is broken off is tried again, and a wrong file never gets further. */}}
{{- define "roadql.download" -}}
{{- if eq .Values.network.source "url" -}}
- name: download
  image: {{ include "roadql.image" (list .Values.curlImage "latest") }}
  command:
    - /bin/sh
    - -euc
    - |
      curl --fail --silent --show-error --location --retry 5 --retry-all-errors --output "$FILE" "$URL"
      {{- if .Values.network.sha256 }}
      echo "$SHA256  $FILE" | sha256sum -c -
      {{- end }}
  env:
    - name: URL
      value: {{ .Values.network.url | quote }}
    - name: FILE
      value: {{ include "roadql.networkPath" . | quote }}
    {{- with .Values.network.sha256 }}
    - name: SHA256
      value: {{ lower . | quote }}
    {{- end }}
    {{- with .Values.loader.extraEnv }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumeMounts:
    - name: network
      mountPath: /network
  resources:
    requests:
      cpu: 50m
      memory: 32Mi
    limits:
      memory: 128Mi
  {{- include "roadql.containerSecurity" . | nindent 2 }}
{{- end -}}
{{- end -}}
