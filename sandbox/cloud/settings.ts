/** What can be set about a sandbox cloud, in `settings.json` of its folder. Every field may be left out. */
export interface Settings {
  /**
   * How long a second of the cloud takes, in milliseconds. 1000 is real time: an instance then needs 40 seconds. The
   * default, 1, keeps the order of things without the waiting.
   */
  readonly msPerSecond?: number;
  /** How long every call takes, in milliseconds. Default 0. */
  readonly callMs?: number;
  /** Most objects of a type, e.g. `{"alicloud:vpc": 2}`; the types' own quotas when left out. */
  readonly quotas?: Readonly<Record<string, number>>;
  /** How many there are of what can be sold out, e.g. `{"ecs.g7.large@cn-hangzhou-k": 1}`. Endless when left out. */
  readonly stock?: Readonly<Record<string, number>>;
}

export const DEFAULT_MS_PER_SECOND = 1;
