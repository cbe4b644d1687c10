import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";

/**
 * The variable that puts a real API server behind the sandbox's `kubernetes` provider, by a kubeconfig's absolute path.
 * It isn't KUBECONFIG, which stands in many a shell for a cluster that other people need: nobody's cluster is met by
 * accident.
 */
export const KUBECONFIG_VARIABLE = "HOUGU_SANDBOX_KUBECONFIG";

/** The variable names no kubeconfig. */
export class NoKubeconfig extends Error {
  override readonly name = "NoKubeconfig";
  readonly path: string;
  /** The engine starts its plugins in folders of its own, so that only an absolute path means the same everywhere. */
  readonly problem: "relative" | "missing";

  constructor(path: string, problem: "relative" | "missing") {
    const what = problem === "relative" ? "expected an absolute path" : "there is no such file";
    super(`${KUBECONFIG_VARIABLE}=${path}: ${what}; unset it for the embedded store`);
    this.path = path;
    this.problem = problem;
  }
}

/**
 * The kubeconfig of the real API server that was asked for; undefined when the embedded store shall serve.
 * @throws NoKubeconfig
 */
export function chosenKubeconfig(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const path = env[KUBECONFIG_VARIABLE];
  if (path === undefined || path === "") return undefined;
  if (!isAbsolute(path)) throw new NoKubeconfig(path, "relative");
  if (!existsSync(path)) throw new NoKubeconfig(path, "missing");
  return path;
}
