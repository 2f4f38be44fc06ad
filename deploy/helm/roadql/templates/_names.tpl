{{/* Names and labels of all objects. */}}

{{/* The release's name with the chart's, unless one holds the other; room is left for the longest ending. */}}
{{- define "roadql.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "roadql.gateway" -}}{{ include "roadql.fullname" . }}-gateway{{- end -}}
{{- define "roadql.pods" -}}{{ include "roadql.fullname" . }}-gateway-pods{{- end -}}
{{- define "roadql.nginx" -}}{{ include "roadql.fullname" . }}-nginx{{- end -}}
{{- define "roadql.loader" -}}{{ include "roadql.fullname" . }}-loader{{- end -}}
{{- define "roadql.cluster" -}}{{ include "roadql.fullname" . }}-database{{- end -}}
{{- define "roadql.pooler" -}}{{ include "roadql.fullname" . }}-pooler-{{ .Values.database.cloudnativePg.pooler.type }}{{- end -}}
{{- define "roadql.gatewaySecret" -}}
{{- default (printf "%s-gateway-login" (include "roadql.fullname" .)) .Values.database.cloudnativePg.gatewaySecret -}}
{{- end -}}

{{- define "roadql.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "roadql.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* What a selector may hold: it never changes in the life of a release. Given (list . COMPONENT). */}}
{{- define "roadql.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ default $root.Chart.Name $root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* Labels of an object. Given (list . COMPONENT). */}}
{{- define "roadql.labels" -}}
{{- $root := index . 0 -}}
{{ include "roadql.selector" . }}
app.kubernetes.io/version: {{ default $root.Chart.AppVersion $root.Values.image.tag | trunc 63 | quote }}
app.kubernetes.io/part-of: roadql
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* repository:tag, or repository@digest. Given (list IMAGE DEFAULT_TAG). */}}
{{- define "roadql.image" -}}
{{- $image := index . 0 -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (default (index . 1) $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* The Service that clients ask. */}}
{{- define "roadql.front" -}}
{{- if .Values.nginx.enabled }}{{ include "roadql.nginx" . }}{{ else }}{{ include "roadql.gateway" . }}{{ end -}}
{{- end -}}
