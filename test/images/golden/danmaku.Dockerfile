# syntax=docker/dockerfile:1
# Made by Hougu. Change the program, not this file.
FROM docker.io/library/node:24-bookworm-slim@sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1 AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . ./
RUN npm run build --if-present \
 && npm prune --omit=dev --no-audit --no-fund \
 && mkdir /sbom \
 && npm sbom --sbom-format=cyclonedx --omit=dev > /sbom/app.cdx.json

FROM docker.io/library/node:24-bookworm-slim@sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1 AS run
ENV NODE_ENV="production" PORT="8090"
WORKDIR /app
COPY --from=build /src /app
COPY --from=build /sbom /usr/share/sbom
EXPOSE 8090
USER 10001:10001
LABEL hougu.sbom.format="CycloneDX" \
      hougu.sbom.path="/usr/share/sbom/app.cdx.json" \
      org.opencontainers.image.base.digest="sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1" \
      org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim" \
      org.opencontainers.image.title="danmaku" \
      org.opencontainers.image.vendor="platform-team" \
      org.opencontainers.image.version="1.2.3"
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
  CMD ["node","-e","fetch(\"http://127.0.0.1:8090/health\").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node","--enable-source-maps","."]
