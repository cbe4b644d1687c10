import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { CredentialPlugin } from "./kubeconfig.ts";

/** What a plugin gave. */
export interface PluginCredential {
  readonly token?: string;
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer };
  /** Milliseconds since 1970; never when absent. */
  readonly expires?: number;
}

/** A plugin may have to ask a cloud, and that one another. */
const PLUGIN_MS = 60_000;

const ANSWER = z.object({
  kind: z.literal("ExecCredential"),
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.iso.datetime({ offset: true }).optional(),
  }),
});

/** Asks a plugin for credentials. @throws Error with what it wrote, when it gives none */
export async function credentialOf({
  apiVersion,
  command,
  args,
  env,
}: CredentialPlugin): Promise<PluginCredential> {
  const request = { apiVersion, kind: "ExecCredential", spec: { interactive: false } };
  try {
    const { stdout } = await promisify(execFile)(command, [...args], {
      env: { ...process.env, ...env, KUBERNETES_EXEC_INFO: JSON.stringify(request) },
      timeout: PLUGIN_MS,
    });
    const { status } = ANSWER.parse(JSON.parse(stdout));
    const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status;
    return {
      ...(token && { token }),
      ...(cert && key && { certificate: { cert: Buffer.from(cert), key: Buffer.from(key) } }),
      ...(expirationTimestamp && { expires: Date.parse(expirationTimestamp) }),
    };
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the kubeconfig's plugin ${command} gave no credentials: ${said}`, { cause });
  }
}
