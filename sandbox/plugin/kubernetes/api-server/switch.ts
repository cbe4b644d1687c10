import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";

/**
 * The variable that puts a real API server behind the sandbox's `kubernetes` provider, by a kubeconfig's absolute path.
 * It isn't KUBECONFIG, which stands in many a shell for a cluster that other people need: nobody's cluster is met by
 * accident.
 */
export const KUBECONFIG_VARIABLE = "HOUGU_SANDBOX_KUBECONFIG";

/**
 * The kubeconfig of the real API server that was asked for; undefined when the embedded store shall serve.
 * @throws Error that says how to mend the variable
 */
export function chosenKubeconfig(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const path = env[KUBECONFIG_VARIABLE];
  if (path === undefined || path === "") return undefined;
  const problem = isAbsolute(path)
    ? existsSync(path)
      ? undefined
      : "there is no such file"
    : "expected an absolute path";
  if (problem === undefined) return path;
  throw new Error(
    `${KUBECONFIG_VARIABLE}=${path}: ${problem}; name a kubeconfig, e.g. ${KUBECONFIG_VARIABLE}="$HOME/.kube/kind", or unset it for the embedded store`,
  );
}
