import { authority, host, hosts, integer, name, password, port, url, version, word } from "./settings.ts";

/** AMQP over TLS; there is no port without. */
const AMQPS_PORT = 5671;

/** Variables that every app has. */
export const COMMON = {
  MINI_PROGRAM: word("artist", "food"),
  PORT: port().default(8080),
  LOG_LEVEL: word("debug", "info", "warn", "error").default("info"),
  /** Seconds from the signal to stop until everything must have ended. */
  DRAIN_SECONDS: integer(1, 600, "seconds").default(25),
  /** OpenTelemetry's own names: the relay of traces, and what they are found by. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url().optional(),
  SERVICE_VERSION: version().optional(),
  DEPLOYMENT_ENVIRONMENT: name().optional(),
} as const;

/** How the broker is reached: every node, since any one of them may be away. */
export const BROKER = {
  BROKER_HOSTS: hosts(),
  BROKER_PORT: port().default(AMQPS_PORT),
  VIRTUAL_HOST: name(),
  BROKER_USER: name(),
  BROKER_PASSWORD: password(),
  /** The company's own authority; absent where a public one has signed. */
  BROKER_CA: authority().optional(),
} as const;

export const REDIS = {
  REDIS_HOST: host(),
  REDIS_PORT: port().default(6379),
  REDIS_PASSWORD: password(),
  /** Off only on a machine of one's own. */
  REDIS_TLS: word("on", "off").default("on"),
  REDIS_CA: authority().optional(),
} as const;

/** Where traces go; nowhere without an endpoint. */
export interface TraceSettings {
  readonly endpoint?: string | undefined;
  readonly version?: string | undefined;
  readonly environment?: string | undefined;
}

export function traceSettings(values: {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly SERVICE_VERSION?: string | undefined;
  readonly DEPLOYMENT_ENVIRONMENT?: string | undefined;
}): TraceSettings {
  return {
    endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    version: values.SERVICE_VERSION,
    environment: values.DEPLOYMENT_ENVIRONMENT,
  };
}

export interface BrokerSettings {
  readonly hosts: readonly [string, ...string[]];
  readonly port: number;
  readonly virtualHost: string;
  readonly user: string;
  readonly password: string;
  readonly authority?: string | undefined;
}

/** The broker's variables under the names that the program uses. */
export function brokerSettings(values: {
  readonly BROKER_HOSTS: readonly [string, ...string[]];
  readonly BROKER_PORT: number;
  readonly VIRTUAL_HOST: string;
  readonly BROKER_USER: string;
  readonly BROKER_PASSWORD: string;
  readonly BROKER_CA?: string | undefined;
}): BrokerSettings {
  return {
    hosts: values.BROKER_HOSTS,
    port: values.BROKER_PORT,
    virtualHost: values.VIRTUAL_HOST,
    user: values.BROKER_USER,
    password: values.BROKER_PASSWORD,
    authority: values.BROKER_CA,
  };
}
