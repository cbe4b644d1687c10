import { type ResourceTransformation, runtime } from "@pulumi/pulumi";
import { unguarded } from "./deletion-switches.ts";

/** Only the switches differ: whatever else the program would change now is left as it is. */
const unguard: ResourceTransformation = ({ props, opts }) => {
  const off = unguarded(props);
  if (off === undefined) return undefined;
  return { props: off.properties, opts: { ...opts, protect: false, ignoreChanges: off.others } };
};

/** The project's own program, run in this process, with every deletion protection of the cloud switched off. */
export async function unguardedProgram(): Promise<Record<string, unknown>> {
  runtime.registerStackTransformation(unguard);
  return { ...(await import("../../index.ts")) };
}
