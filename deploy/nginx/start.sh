#!/bin/sh
# Fills nginx.conf.template from the environment and runs Nginx in the foreground. README.md explains each variable.
# Needs: nginx and envsubst on the PATH, TMP_PATH and CACHE_PATH writable. Nothing else is written.
set -eu

: "${GATEWAY_SERVERS:?is needed: the gateways, such as \"server gateway-1:4000; server gateway-2:4000;\"}"
export GATEWAY_SERVERS
export NGINX_HOST="${NGINX_HOST:-0.0.0.0}"
export NGINX_PORT="${NGINX_PORT:-8080}"
export NGINX_WORKERS="${NGINX_WORKERS:-auto}"
export NGINX_MODULES="${NGINX_MODULES:-}"
export NGINX_RESOLVER="${NGINX_RESOLVER:-}"
export NGINX_COMPRESSION="${NGINX_COMPRESSION:-}"
export TRUSTED_PROXIES="${TRUSTED_PROXIES:-}"
export CORS_ORIGINS="${CORS_ORIGINS:-*}"
export GATEWAY_TIMEOUT="${GATEWAY_TIMEOUT:-20s}"
export CACHE_PATH="${CACHE_PATH:-/var/cache/nginx}"
export CACHE_MAX_SIZE="${CACHE_MAX_SIZE:-1g}"
export CACHE_KEYS_SIZE="${CACHE_KEYS_SIZE:-40m}"
export RATE_PER_SECOND="${RATE_PER_SECOND:-50}"
export RATE_BURST="${RATE_BURST:-100}"
export TILE_RATE_PER_SECOND="${TILE_RATE_PER_SECOND:-200}"
export TILE_RATE_BURST="${TILE_RATE_BURST:-400}"
export TMP_PATH="${TMP_PATH:-/tmp}"
export ERROR_LOG_LEVEL="${ERROR_LOG_LEVEL:-crit}"
export ACCESS_LOG="${ACCESS_LOG:-/dev/stdout roadql buffer=32k flush=1s}"

# only these: Nginx's own variables look the same to envsubst
envsubst '${GATEWAY_SERVERS} ${NGINX_HOST} ${NGINX_PORT} ${NGINX_WORKERS} ${NGINX_MODULES} ${NGINX_RESOLVER}
  ${NGINX_COMPRESSION} ${TRUSTED_PROXIES} ${CORS_ORIGINS} ${GATEWAY_TIMEOUT} ${CACHE_PATH} ${CACHE_MAX_SIZE}
  ${CACHE_KEYS_SIZE} ${RATE_PER_SECOND} ${RATE_BURST} ${TILE_RATE_PER_SECOND} ${TILE_RATE_BURST} ${TMP_PATH}
  ${ERROR_LOG_LEVEL} ${ACCESS_LOG}' < "${NGINX_TEMPLATE:-$(dirname "$0")/nginx.conf.template}" > "$TMP_PATH/nginx.conf"

# -e: errors before the configuration is read go to stderr too, not to the log file that Nginx was built for
exec nginx -e stderr -c "$TMP_PATH/nginx.conf"
