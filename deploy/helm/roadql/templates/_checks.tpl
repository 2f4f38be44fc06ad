{{/* What a schema cannot say: values that do not go together. Every fault is told at once. */}}
{{- define "roadql.check" -}}
{{- $faults := list -}}
{{- $database := .Values.database -}}
{{- $cnpg := $database.cloudnativePg -}}
{{- $gateway := .Values.gateway -}}
{{- if eq $gateway.engine "pgrouting" -}}
{{- if and $database.existingSecret $cnpg.enabled -}}
{{- $faults = append $faults "database.existingSecret and database.cloudnativePg.enabled exclude each other: a database is external or the chart's own" -}}
{{- else if not (or $database.existingSecret $cnpg.enabled) -}}
{{- $faults = append $faults "a database is needed: set database.existingSecret to a Secret with DATABASE_URL and DATABASE_ADMIN_URL, or database.cloudnativePg.enabled=true, or gateway.engine=embedded for none" -}}
{{- end -}}
{{- else -}}
{{- if or $database.existingSecret $cnpg.enabled -}}
{{- $faults = append $faults "gateway.engine=embedded uses no database: leave database.existingSecret and database.cloudnativePg.enabled alone" -}}
{{- end -}}
{{- if .Values.loader.schedule -}}
{{- $faults = append $faults "loader.schedule loads into a database: gateway.engine=embedded has none; its pods open the network when they start" -}}
{{- end -}}
{{- if eq .Values.network.source "none" -}}
{{- $faults = append $faults "network.source=none leaves gateway.engine=embedded with nothing to serve" -}}
{{- end -}}
{{- if or .Values.network.mapping .Values.network.name (ne .Values.network.format "auto") -}}
{{- $faults = append $faults "network.name, network.format and network.mapping are for a load into a database: with gateway.engine=embedded let `roadql build` make a file with them" -}}
{{- end -}}
{{- end -}}
{{- if and $cnpg.enabled (eq $cnpg.pooler.type "ro") (lt (int $cnpg.instances) 2) -}}
{{- $faults = append $faults "database.cloudnativePg.pooler.type=ro needs a replica: database.cloudnativePg.instances of 2 or more, or type rw" -}}
{{- end -}}
{{- if $cnpg.enabled -}}
{{- $pods := $gateway.autoscaling.enabled | ternary $gateway.autoscaling.maxReplicas $gateway.replicas -}}
{{- /* a rollout has one pod more */ -}}
{{- $connections := mul (add1 (int $pods)) (int $gateway.workers) (int $gateway.poolSize) -}}
{{- $room := mul (int $cnpg.pooler.instances) (int $cnpg.pooler.maxClientConnections) -}}
{{- if gt $connections $room -}}
{{- $faults = append $faults (printf "(%d pods and one of a rollout) x gateway.workers x gateway.poolSize make %d connections; database.cloudnativePg.pooler takes instances x maxClientConnections = %d" (int $pods) $connections $room) -}}
{{- end -}}
{{- end -}}
{{- $network := .Values.network -}}
{{- if and (eq $network.source "url") (not $network.url) -}}
{{- $faults = append $faults "network.source=url needs network.url" -}}
{{- end -}}
{{- if and (ne $network.source "url") $network.url -}}
{{- $faults = append $faults (printf "network.url is set, but network.source is %s; say network.source=url" $network.source) -}}
{{- end -}}
{{- if and $network.sha256 (ne $network.source "url") -}}
{{- $faults = append $faults "network.sha256 is that of a file fetched from network.url; network.source is another" -}}
{{- end -}}
{{- if eq $network.source "persistentVolumeClaim" -}}
{{- if not (and $network.persistentVolumeClaim.claimName $network.persistentVolumeClaim.path) -}}
{{- $faults = append $faults "network.source=persistentVolumeClaim needs network.persistentVolumeClaim.claimName and .path" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.loader.schedule (has $network.source (list "sample" "none")) -}}
{{- $faults = append $faults (printf "loader.schedule loads again what changes; network.source=%s does not" $network.source) -}}
{{- end -}}
{{- if and $gateway.explainQueries (eq $gateway.engine "embedded") -}}
{{- $faults = append $faults "gateway.explainQueries needs gateway.engine=pgrouting" -}}
{{- end -}}
{{- $persisted := $gateway.persistedQueries -}}
{{- if and $persisted.manifest $persisted.existingConfigMap -}}
{{- $faults = append $faults "gateway.persistedQueries.manifest and .existingConfigMap exclude each other" -}}
{{- end -}}
{{- if and (eq $persisted.mode "only") (not (or $persisted.manifest $persisted.existingConfigMap)) -}}
{{- $faults = append $faults "gateway.persistedQueries.mode=only needs gateway.persistedQueries.manifest or .existingConfigMap" -}}
{{- end -}}
{{- range $part, $values := dict "gateway" $gateway "nginx" .Values.nginx -}}
{{- if and $values.autoscaling.enabled (gt (int $values.autoscaling.minReplicas) (int $values.autoscaling.maxReplicas)) -}}
{{- $faults = append $faults (printf "%s.autoscaling.minReplicas is above maxReplicas" $part) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- $faults = append $faults "ingress.enabled needs ingress.hosts" -}}
{{- end -}}
{{- if and .Values.ingress.enabled .Values.nginx.enabled (not .Values.nginx.trustedProxies) -}}
{{- $faults = append $faults "ingress.enabled needs nginx.trustedProxies, the network of the ingress controller's pods: without it all clients share one rate limit" -}}
{{- end -}}
{{- if and .Values.monitoring.serviceMonitor.enabled (not .Values.monitoring.metrics) -}}
{{- $faults = append $faults "monitoring.serviceMonitor.enabled needs monitoring.metrics" -}}
{{- end -}}
{{- if $faults -}}
{{- fail (printf "\nThe values do not go together:\n  - %s" (join "\n  - " $faults)) -}}
{{- end -}}
{{- end -}}
