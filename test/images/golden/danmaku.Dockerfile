# syntax=docker/dockerfile:1
# Made by Hougu. Change the program, not this file.
FROM docker.io/library/node:24-bookworm-slim@sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1 AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY runtime/package.json runtime/package.json
COPY danmaku/package.json danmaku/package.json
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace danmaku
COPY runtime runtime
COPY danmaku danmaku
RUN mkdir /sbom \
 && npm sbom --sbom-format=cyclonedx --omit=dev --workspace danmaku > /sbom/app.cdx.json

FROM docker.io/library/node:24-bookworm-slim@sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1 AS run
ENV NODE_ENV="production" PORT="8090"
COPY --from=build /src /app
COPY --from=build /sbom /usr/share/sbom
WORKDIR /app/danmaku
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
  CMD ["node","-e","fetch(\"http://127.0.0.1:8090/livez\").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node","--max-semi-space-size=2","."]
