/** `kubernetes:core/v1:Namespace` is `v1/Namespace`; every other token has the API group as it is. */
export function kindIdOf(token: string): string {
  const [, groupVersion = "", kind = ""] = token.split(":");
  return `${groupVersion.replace(/^core\//, "")}/${kind}`;
}

/** `apps/v1/Deployment` in two: `apps/v1` and `Deployment`. */
export function splitKindId(id: string): { readonly apiVersion: string; readonly kind: string } {
  const cut = id.lastIndexOf("/");
  return { apiVersion: id.slice(0, cut), kind: id.slice(cut + 1) };
}
