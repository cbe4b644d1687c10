import type { MiniProgramName } from "../../config/environment.ts";
import type { WorkloadName, WorkloadSettings } from "../../config/kubernetes.ts";
import type { WorkloadFacts } from "./catalogue.ts";

/** One workload of one mini-program, with everything that its objects are rendered from. */
export interface Workload {
  readonly miniProgram: MiniProgramName;
  readonly name: WorkloadName;
  readonly facts: WorkloadFacts;
  readonly settings: WorkloadSettings;
  /** By digest. */
  readonly image: string;
  /** Plain settings of the app, as environment variables. */
  readonly settingsOfApp: Readonly<Record<string, string>>;
  /** Name of the Secret with the app's passwords; absent while it needs none. */
  readonly secretName?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A mini-program's namespace bears its name. */
export function namespaceOf({ miniProgram }: Pick<Workload, "miniProgram">): string {
  return miniProgram;
}
