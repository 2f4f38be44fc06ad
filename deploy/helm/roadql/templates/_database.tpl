{{/* Where the database is, as environment of a container. */}}

{{/* The read-only login, through PgBouncer. */}}
{{- define "roadql.databaseUrl" -}}
{{- if .Values.database.cloudnativePg.enabled -}}
- name: GATEWAY_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "roadql.gatewaySecret" . }}
      key: password
- name: DATABASE_URL
  value: postgres://roadql_gateway:$(GATEWAY_PASSWORD)@{{ include "roadql.pooler" . }}:5432/roadql
{{- else -}}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.existingSecret }}
      key: DATABASE_URL
{{- end -}}
{{- end -}}

{{/* The owner, on the server's own port, and what the migrations make of the gateway's login. */}}
{{- define "roadql.databaseAdmin" -}}
- name: DATABASE_ADMIN_URL
  valueFrom:
    secretKeyRef:
      {{- if .Values.database.cloudnativePg.enabled }}
      # the operator makes it, with the owner's name and password
      name: {{ include "roadql.cluster" . }}-app
      key: uri
      {{- else }}
      name: {{ .Values.database.existingSecret }}
      key: DATABASE_ADMIN_URL
      {{- end }}
{{- if not .Values.database.cloudnativePg.enabled }}
- name: GATEWAY_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.existingSecret }}
      key: GATEWAY_PASSWORD
      optional: true
{{- end }}
- name: QUERY_TIMEOUT_MS
  value: {{ int64 .Values.gateway.queryTimeoutMs | quote }}
{{- end -}}
