{{/* The gateway's environment; docs/environment.md explains each variable. */}}
{{- define "roadql.gatewayEnvironment" -}}
{{- $gateway := .Values.gateway -}}
- name: HOST
  value: 0.0.0.0
- name: PORT
  value: '4000'
- name: ENGINE
  value: {{ $gateway.engine }}
{{- if eq $gateway.engine "pgrouting" }}
{{ include "roadql.databaseUrl" . }}
- name: POOL_SIZE
  value: {{ int64 $gateway.poolSize | quote }}
- name: BATCH_MAX
  value: {{ int64 $gateway.batchMax | quote }}
- name: EDGE_STORE_MB
  value: {{ int64 $gateway.edgeStoreMegabytes | quote }}
- name: EXPLAIN_QUERIES
  value: {{ $gateway.explainQueries | quote }}
{{- else }}
- name: NETWORK
  value: {{ include "roadql.networkPath" . }}
# a source file is built once and kept here
- name: XDG_CACHE_HOME
  value: /tmp
{{- end }}
- name: QUEUE_MAX
  value: {{ int64 $gateway.queueMax | quote }}
- name: QUERY_TIMEOUT_MS
  value: {{ int64 $gateway.queryTimeoutMs | quote }}
- name: WORKERS
  value: {{ int64 $gateway.workers | quote }}
- name: DRAWING_THREADS
  value: {{ int64 $gateway.drawingThreads | quote }}
- name: SEARCH_THREADS
  value: {{ int64 $gateway.searchThreads | quote }}
- name: LOG_LEVEL
  value: {{ $gateway.logLevel }}
# Nginx, or the Ingress, sets X-Forwarded-For and X-Request-Id itself
- name: TRUST_PROXY
  value: 'true'
- name: CORS_ORIGINS
  value: {{ $gateway.corsOrigins | quote }}
- name: INTROSPECTION
  value: {{ $gateway.introspection | quote }}
- name: GRAPHIQL
  value: {{ $gateway.graphiql | quote }}
- name: CACHE_MAX_AGE
  value: {{ int64 $gateway.cacheMaxAgeSeconds | quote }}
- name: CACHE_REVALIDATE
  value: {{ int64 $gateway.cacheRevalidateSeconds | quote }}
- name: PERSISTED_QUERIES
  value: {{ $gateway.persistedQueries.mode | quote }}
{{- if include "roadql.manifestConfigMap" . }}
- name: PERSISTED_MANIFEST
  value: /etc/roadql/manifest.json
{{- end }}
- name: DRAIN_DELAY_MS
  value: {{ mul 1000 (int64 $gateway.drainDelaySeconds) | quote }}
- name: METRICS
  value: {{ .Values.monitoring.metrics | quote }}
{{- with $gateway.tracing.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
- name: OTEL_SERVICE_NAME
  value: {{ $gateway.tracing.serviceName | quote }}
{{- end }}
{{- range $limit, $maximum := $gateway.limits }}
- name: {{ $limit | snakecase | upper }}
  value: {{ int64 $maximum | quote }}
{{- end }}
{{- with $gateway.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The ConfigMap that holds the manifest of persisted queries; empty where there is none. */}}
{{- define "roadql.manifestConfigMap" -}}
{{- if .Values.gateway.persistedQueries.manifest -}}
{{- include "roadql.fullname" . }}-manifest
{{- else -}}
{{- .Values.gateway.persistedQueries.existingConfigMap -}}
{{- end -}}
{{- end -}}
