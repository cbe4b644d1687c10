import type { Localized } from "../../components/locale/localized.ts";

/** `ok`: as it should be. `warning`: works, or isn't needed for everything. `missing`: isn't there. */
export type FindingState = "ok" | "warning" | "missing";

/** One line of the doctor's report. */
export interface Finding {
  /** Stable word for programs that read `--json`. */
  readonly id: string;
  readonly state: FindingState;
  readonly title: Localized;
  readonly detail: Localized;
  /** The command or sentence that mends it; absent where nothing needs mending. */
  readonly remedy?: Localized;
}

/** The same text in both languages: paths, versions, names. */
export const same = (text: string): Localized => ({ en: text, zh: text });

/** What the doctor looks at. */
export interface Patient {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of Pulumi.yaml. */
  readonly projectRoot: string;
  /** HOUGU_HOME: sandbox and reports. */
  readonly home: string;
}
