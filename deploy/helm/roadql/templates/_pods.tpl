{{/* What all pods have in common. */}}

{{/* Pod Security Standard `restricted`. Given (list . ACCOUNT), the account a number or null. */}}
{{- define "roadql.podSecurity" -}}
{{- $account := index . 1 -}}
automountServiceAccountToken: false
# no list of all Services of the namespace in the environment
enableServiceLinks: false
serviceAccountName: {{ include "roadql.serviceAccount" (index . 0) }}
{{- with (index . 0).Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- if not (kindIs "invalid" $account) }}
  runAsUser: {{ int64 $account }}
  runAsGroup: {{ int64 $account }}
  fsGroup: {{ int64 $account }}
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "roadql.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* Where pods may run. Given (list . COMPONENT VALUES), the values those of the component. */}}
{{- define "roadql.scheduling" -}}
{{- $values := index . 2 -}}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- if $values.spread }}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    # zones are a wish at all times: a cluster may have but one
    whenUnsatisfiable: {{ eq . "kubernetes.io/hostname" | ternary $values.spread "ScheduleAnyway" }}
    labelSelector:
      matchLabels:
        {{- include "roadql.selector" $ | nindent 8 }}
    # a rollout is spread by itself, not against the pods that it replaces
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- end -}}
