import { alerts } from "./alerts.ts";
import { dashboards } from "./dashboards.ts";
import { decimal, group, integer, optional, text, withDefault } from "./field.ts";
import { metrics } from "./metrics.ts";
import { IMAGE_BY_DIGEST } from "./syntax-kubernetes.ts";

const HOST_AND_PORT = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?:[1-9][0-9]{0,4}$/;

const traces = group(
  {
    endpoint: text(HOST_AND_PORT, {
      about: {
        en: "Alibaba Cloud Managed Service for OpenTelemetry, OTLP over gRPC; internal names are spoken to without TLS, since they have none, all others with it.",
        zh: "阿里云可观测链路 OpenTelemetry 版的 gRPC 接入点；内网域名不支持 TLS 故以明文连接，其余一律使用 TLS。",
      },
      expected: { en: "a host name and a port", zh: "主机名与端口" },
      example: "tracing-analysis-dc-hz-internal.aliyuncs.com:8090",
    }),
    image: text(IMAGE_BY_DIGEST, {
      about: {
        en: "Image of otel/opentelemetry-collector-contrib 0.165.0 or newer, in a registry that the cluster reaches.",
        zh: "otel/opentelemetry-collector-contrib 0.165.0 或更新版本的镜像，须在集群可访问的仓库中。",
      },
      expected: { en: "an image by digest", zh: "带摘要的镜像" },
      example: `registry.example.com/otel/opentelemetry-collector-contrib@sha256:${"0".repeat(64)}`,
    }),
    keptPercent: withDefault(
      decimal({
        min: 0,
        max: 100,
        unit: "%",
        example: 10,
        about: {
          en: "Share that is kept of the traces that neither failed nor were slower than the SLO; those are all kept.",
          zh: "正常链路的保留比例；失败的以及慢于 SLO 的全部保留。",
        },
      }),
      10,
    ),
    tracesPerSecond: withDefault(
      integer({
        min: 1,
        max: 5000,
        unit: "traces/s",
        example: 200,
        about: {
          en: "New traces a second at the busiest hour; the samplers' memory is sized by it.",
          zh: "高峰时每秒新增链路数；采样节点的内存据此确定。",
        },
      }),
      200,
    ),
  },
  {
    about: {
      en: "Traces of the cluster's pods; needs hougu:kubernetes and the secret hougu:traceToken.",
      zh: "集群中各应用的链路；需要 hougu:kubernetes 与机密 hougu:traceToken。",
    },
  },
);

export const observability = group(
  {
    metrics: optional(metrics),
    alerts: optional(alerts),
    dashboards: optional(dashboards),
    traces: optional(traces),
  },
  { about: { en: "What tells how the environment does.", zh: "可观测性。" } },
);
