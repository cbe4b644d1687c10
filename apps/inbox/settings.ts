import {
  BROKER,
  type BrokerSettings,
  brokerSettings,
  COMMON,
  REDIS,
  type TraceSettings,
  traceSettings,
} from "hougu-app-runtime/common-settings.ts";
import type { Level } from "hougu-app-runtime/log.ts";
import { key, parseSettings, type Variables } from "hougu-app-runtime/settings.ts";

export interface RedisSettings {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  readonly tls: boolean;
  readonly authority?: string | undefined;
}

export interface InboxSettings {
  readonly miniProgram: string;
  readonly port: number;
  readonly logLevel: Level;
  readonly drainSeconds: number;
  readonly broker: BrokerSettings;
  readonly traces: TraceSettings;
  readonly redis: RedisSettings;
  /** Verifies the tokens that the API server signs. */
  readonly tokenKey: Uint8Array;
  /** Turns phone numbers into what may be stored and logged. */
  readonly phoneKey: Uint8Array;
}

/** @throws SettingsError */
export function inboxSettings(variables: Variables): InboxSettings {
  const values = parseSettings(
    { ...COMMON, ...BROKER, ...REDIS, INBOX_TOKEN_KEY: key(), INBOX_PHONE_KEY: key() },
    variables,
  );
  return {
    miniProgram: values.MINI_PROGRAM,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    drainSeconds: values.DRAIN_SECONDS,
    broker: brokerSettings(values),
    traces: traceSettings(values),
    redis: {
      host: values.REDIS_HOST,
      port: values.REDIS_PORT,
      password: values.REDIS_PASSWORD,
      tls: values.REDIS_TLS === "on",
      authority: values.REDIS_CA,
    },
    tokenKey: values.INBOX_TOKEN_KEY,
    phoneKey: values.INBOX_PHONE_KEY,
  };
}
