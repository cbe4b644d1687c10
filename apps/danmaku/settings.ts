import {
  BROKER,
  type BrokerSettings,
  brokerSettings,
  COMMON,
  type TraceSettings,
  traceSettings,
} from "hougu-app-runtime/common-settings.ts";
import type { Level } from "hougu-app-runtime/log.ts";
import { integer, key, parseSettings, type Variables } from "hougu-app-runtime/settings.ts";
import * as z from "zod";

export interface DanmakuSettings {
  readonly miniProgram: string;
  readonly port: number;
  readonly logLevel: Level;
  readonly drainSeconds: number;
  readonly broker: BrokerSettings;
  readonly traces: TraceSettings;
  /** Verifies the tokens that the API server signs. */
  readonly tokenKey: Uint8Array;
  /** Words that no comment may have; compared without case and spaces. */
  readonly blockedWords: readonly string[];
  /** Sockets that this process holds at once. */
  readonly mostSockets: number;
}

/** @throws SettingsError */
export function danmakuSettings(variables: Variables): DanmakuSettings {
  const values = parseSettings(
    {
      ...COMMON,
      ...BROKER,
      DANMAKU_TOKEN_KEY: key(),
      DANMAKU_BLOCKED_WORDS: z
        .string()
        .default("")
        .transform((text) => text.split(",").flatMap((word) => word.trim() || [])),
      // 20 KiB each: as many as the smallest pod bears, twice what the autoscaler aims at (signals.ts).
      DANMAKU_MOST_SOCKETS: integer(1, 100_000, "sockets").default(4000),
    },
    variables,
  );
  return {
    miniProgram: values.MINI_PROGRAM,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    drainSeconds: values.DRAIN_SECONDS,
    broker: brokerSettings(values),
    traces: traceSettings(values),
    tokenKey: values.DANMAKU_TOKEN_KEY,
    blockedWords: values.DANMAKU_BLOCKED_WORDS,
    mostSockets: values.DANMAKU_MOST_SOCKETS,
  };
}
