{{/* What start.sh fills the template with; deploy/nginx/README.md explains each variable. */}}
{{- define "roadql.nginxEnvironment" -}}
{{- $nginx := .Values.nginx -}}
{{- $modules := list -}}
{{- range $nginx.modules }}{{ $modules = append $modules (printf "load_module %s;" .) }}{{ end -}}
{{- $proxies := list -}}
{{- range $nginx.trustedProxies }}{{ $proxies = append $proxies (printf "set_real_ip_from %s;" .) }}{{ end -}}
- name: GATEWAY_SERVERS
  value: server {{ include "roadql.pods" . }}.{{ .Release.Namespace }}.svc.{{ $nginx.clusterDomain }}:4000 resolve max_fails=1 fail_timeout=2s;
# a pod that comes or goes is seen within `valid`, and what the name server itself remembers
- name: NGINX_RESOLVER
  value: resolver {{ $nginx.resolver }} valid=5s ipv6=off;
- name: NGINX_PORT
  value: '8080'
- name: NGINX_WORKERS
  value: {{ int64 $nginx.workers | quote }}
- name: NGINX_MODULES
  value: {{ join " " $modules | quote }}
- name: TRUSTED_PROXIES
  value: {{ join " " $proxies | quote }}
- name: CORS_ORIGINS
  value: {{ .Values.gateway.corsOrigins | quote }}
# longer than the gateway's own deadline, whose answer says more than a 504
- name: GATEWAY_TIMEOUT
  value: {{ add 15 (div (add (int .Values.gateway.queryTimeoutMs) 999) 1000) }}s
- name: CACHE_PATH
  value: /var/cache/nginx
- name: CACHE_MAX_SIZE
  value: {{ $nginx.cache.maxSize | quote }}
- name: CACHE_KEYS_SIZE
  value: {{ $nginx.cache.keysSize | quote }}
- name: TMP_PATH
  value: /tmp
- name: RATE_PER_SECOND
  value: {{ int64 $nginx.ratePerSecond | quote }}
- name: RATE_BURST
  value: {{ int64 $nginx.rateBurst | quote }}
- name: TILE_RATE_PER_SECOND
  value: {{ int64 $nginx.tileRatePerSecond | quote }}
- name: TILE_RATE_BURST
  value: {{ int64 $nginx.tileRateBurst | quote }}
{{- with $nginx.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
