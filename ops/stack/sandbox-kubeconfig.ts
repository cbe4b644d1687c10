import {
  chosenKubeconfig,
  KUBECONFIG_VARIABLE,
  NoKubeconfig,
} from "../../sandbox/plugin/kubernetes/api-server/switch.ts";
import { Failure } from "../cli/failure.ts";

const HINT = {
  en: `${KUBECONFIG_VARIABLE}=/absolute/path/of/a/kubeconfig, or unset ${KUBECONFIG_VARIABLE}: the embedded store then serves`,
  zh: `${KUBECONFIG_VARIABLE}=/kubeconfig/的/绝对路径，或 unset ${KUBECONFIG_VARIABLE}：改由内置存储服务`,
};

/**
 * Looks whether a real API server can be asked for as it was, before the engine starts.
 * @param env the variables that the engine inherits
 * @throws Failure `usage` with what is wrong in the variable, or in the kubeconfig that it names
 */
export async function checkSandboxKubeconfig(
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  try {
    const path = chosenKubeconfig(env);
    if (path === undefined) return;
    const { readKubeconfig } = await import("../../sandbox/plugin/kubernetes/api-server/kubeconfig.ts");
    readKubeconfig(path);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Failure("usage", textOf(cause), { hint: HINT, cause });
  }
}

function textOf(cause: Error): { readonly en: string; readonly zh: string } {
  if (!(cause instanceof NoKubeconfig)) return { en: cause.message, zh: cause.message };
  const what = cause.problem === "relative" ? "应为绝对路径" : "没有这个文件";
  return { en: cause.message, zh: `${KUBECONFIG_VARIABLE}=${cause.path}：${what}` };
}
