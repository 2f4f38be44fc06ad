# The gateway and its loader in one image: `docker build --tag ghcr.io/roadql/roadql:0.1.0 .`
#
#   docker run --init --publish 127.0.0.1:4000:4000 ghcr.io/roadql/roadql:0.1.0           the sample city, in process
#   docker run --init --rm ghcr.io/roadql/roadql:0.1.0 load --help                        any other command of roadql
#
# It runs as account 10001 and needs to write nowhere: --read-only, --cap-drop ALL and --security-opt no-new-privileges
# are fine. Node handles the signals itself once it runs; --init also ends it in the first moments before that.
#
# Tag and digest: the digest decides which bytes are taken, the tag tells a reader which they are. To move both:
#   docker buildx imagetools inspect node:20-bookworm-slim --format '{{.Manifest.Digest}}'
ARG NODE_IMAGE=node:20.20.2-bookworm-slim@sha256:2cf067cfed83d5ea958367df9f966191a942351a2df77d6f0193e162b5febfc0

# Compiles; its compilers and their packages stay behind.
FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY loader ./loader
COPY database ./database
COPY explorer ./explorer
RUN npm run build

# The packages that run, as the lock file names them.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /dependencies
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="roadql" \
      org.opencontainers.image.description="GraphQL routing over a road network: the gateway and its loader" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
WORKDIR /app
# everything belongs to root, so that the account that runs it cannot change it
COPY --from=dependencies /dependencies/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json LICENSE ./
# read at run time as they are: statements, migrations, roles, the documents and manifest, the sample city
COPY src/engines/pgrouting/sql ./src/engines/pgrouting/sql
COPY loader/sinks/sql ./loader/sinks/sql
COPY database/migrations ./database/migrations
COPY database/roles.sql ./database/roles.sql
COPY schema ./schema
COPY data/sample.osm.pbf ./data/sample.osm.pbf

# every interface is the container's own; what is published decides who gets in.
# Networks built by the embedded engine are kept under /tmp where that can be written, and built anew where not
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    XDG_CACHE_HOME=/tmp
USER 10001:10001
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ok}) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/loader/cli.js"]
CMD ["serve"]
