/** The logical name in a URN: `urn:pulumi:dev::hougu::parent$type::name`. Names may contain `::` themselves. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

/** The resource's own type token, without its parents' types. */
export function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A type token for people: `alicloud:ecs/instance:Instance` is `ecs.Instance`, `vsphere:index/folder:Folder` is `vsphere.Folder`. */
export function shortType(token: string): string {
  const [pkg = "", module = "", name = ""] = token.split(":");
  if (pkg === "pulumi" && module === "providers") return `provider.${name}`;
  if (pkg === "pulumi" && name === "Stack") return "stack";
  const room = module.split("/")[0] ?? "";
  return `${room === "index" || room === "" ? pkg : room}.${name}`;
}
