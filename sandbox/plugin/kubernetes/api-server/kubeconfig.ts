import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** How an API server is reached and recognised. */
export interface Cluster {
  /** e.g. `https://127.0.0.1:6443`. */
  readonly server: string;
  readonly ca?: Buffer;
  /** The name in its certificate, where the address isn't in it. */
  readonly tlsServerName?: string;
  readonly insecure: boolean;
}

/** A program that gets credentials, e.g. of a cloud's command line (client.authentication.k8s.io). */
export interface CredentialPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** By what a caller is known. Files are read again for each call: a token in one is renewed by others. */
export interface User {
  readonly token?: () => string;
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer };
  readonly password?: { readonly username: string; readonly password: string };
  readonly plugin?: CredentialPlugin;
  /** Headers of impersonation. */
  readonly impersonation: Readonly<Record<string, string | readonly string[]>>;
}

export interface Access {
  readonly cluster: Cluster;
  readonly user: User;
  /** Where objects stand for which nobody says a namespace. */
  readonly namespace: string;
}

const CLUSTER = z.object({
  server: z.url(),
  "certificate-authority": z.string().optional(),
  "certificate-authority-data": z.string().optional(),
  "insecure-skip-tls-verify": z.boolean().optional(),
  "tls-server-name": z.string().optional(),
  "proxy-url": z.undefined({ error: "proxies aren't supported here" }).optional(),
});

const PLUGIN = z.object({
  apiVersion: z.enum(["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  interactiveMode: z.enum(["Never", "IfAvailable"], { error: "nobody is there to be asked" }).optional(),
  provideClusterInfo: z.literal(false, { error: "the plugin isn't told about clusters here" }).optional(),
});

const USER = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  "client-certificate": z.string().optional(),
  "client-certificate-data": z.string().optional(),
  "client-key": z.string().optional(),
  "client-key-data": z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  as: z.string().optional(),
  "as-uid": z.string().optional(),
  "as-groups": z.array(z.string()).optional(),
  exec: PLUGIN.optional(),
  "auth-provider": z.undefined({ error: "auth providers are gone from Kubernetes; use exec" }).optional(),
});

const KUBECONFIG = z.object({
  "current-context": z.string().min(1),
  contexts: z.array(
    z.object({
      name: z.string(),
      context: z.object({ cluster: z.string(), user: z.string(), namespace: z.string().optional() }),
    }),
  ),
  clusters: z.array(z.object({ name: z.string(), cluster: z.unknown() })),
  users: z.array(z.object({ name: z.string(), user: z.unknown() })),
});

/**
 * What the current context of a kubeconfig says
 * (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/). Other contexts may hold what can't be read here.
 * @throws Error with the file, the field and what was expected
 */
export function readKubeconfig(path: string): Access {
  const check = <T>(schema: z.ZodType<T>, value: unknown, at: string): T => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new Error(`${path}: ${[at, ...(issue?.path ?? [])].filter(Boolean).join(".")}: ${issue?.message}`);
  };
  const config = check(KUBECONFIG, parse(readFileSync(path, "utf8")), "");
  const named = <T extends { readonly name: string }>(list: readonly T[], name: string, at: string): T => {
    const found = list.find((one) => one.name === name);
    if (found !== undefined) return found;
    const known = list.map((one) => one.name).join(", ");
    throw new Error(`${path}: ${at}: expected one of ${known || "(none)"}, got ${name}`);
  };
  const { context } = named(config.contexts, config["current-context"], "current-context");
  const cluster = check(
    CLUSTER,
    named(config.clusters, context.cluster, "contexts.context.cluster").cluster,
    `clusters.${context.cluster}`,
  );
  const user = check(
    USER,
    named(config.users, context.user, "contexts.context.user").user ?? {},
    `users.${context.user}`,
  );
  // Paths are meant from the kubeconfig's own folder.
  const file = (name: string): string => resolve(dirname(path), name);
  return {
    cluster: clusterOf(cluster, file),
    user: userOf(user, file),
    namespace: context.namespace || "default",
  };
}

function clusterOf(cluster: z.infer<typeof CLUSTER>, file: (name: string) => string): Cluster {
  const ca = bytes(cluster["certificate-authority-data"], cluster["certificate-authority"], file);
  const tlsServerName = cluster["tls-server-name"];
  return {
    server: cluster.server.replace(/\/+$/, ""),
    ...(ca && { ca }),
    ...(tlsServerName && { tlsServerName }),
    insecure: cluster["insecure-skip-tls-verify"] ?? false,
  };
}

function userOf(user: z.infer<typeof USER>, file: (name: string) => string): User {
  const { token, tokenFile, username, password, exec } = user;
  const cert = bytes(user["client-certificate-data"], user["client-certificate"], file);
  const key = bytes(user["client-key-data"], user["client-key"], file);
  // As kubectl has it: a token's file counts more than a token.
  const tokenNow = tokenFile
    ? () => readFileSync(file(tokenFile), "utf8").trim()
    : token
      ? () => token
      : undefined;
  return {
    ...(tokenNow && { token: tokenNow }),
    ...(cert && key && { certificate: { cert, key } }),
    ...(username && { password: { username, password: password ?? "" } }),
    ...(exec && { plugin: pluginOf(exec, file) }),
    impersonation: {
      ...(user.as && { "Impersonate-User": user.as }),
      ...(user["as-uid"] && { "Impersonate-Uid": user["as-uid"] }),
      ...(user["as-groups"] && { "Impersonate-Group": user["as-groups"] }),
    },
  };
}

function pluginOf(
  { apiVersion, command, args, env }: z.infer<typeof PLUGIN>,
  file: (name: string) => string,
): CredentialPlugin {
  return {
    apiVersion,
    // A bare name is looked for on PATH.
    command: command.includes("/") ? file(command) : command,
    args: args ?? [],
    env: Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
  };
}

/** Data in the kubeconfig counts more than a file. */
function bytes(
  data: string | undefined,
  name: string | undefined,
  file: (name: string) => string,
): Buffer | undefined {
  if (data) return Buffer.from(data, "base64");
  return name ? readFileSync(file(name)) : undefined;
}
