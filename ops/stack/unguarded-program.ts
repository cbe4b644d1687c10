import { type ResourceTransformation, runtime } from "@pulumi/pulumi";

/** The input by which Alibaba Cloud's resources refuse to be deleted. */
const SWITCH = "deletionProtection";

/** Only the switch differs: whatever else the program would change now is left as it is. */
const unguard: ResourceTransformation = ({ props, opts }) => {
  if (!(SWITCH in props)) return undefined;
  const others = Object.keys(props).filter((name) => name !== SWITCH);
  return { props: { ...props, [SWITCH]: false }, opts: { ...opts, protect: false, ignoreChanges: others } };
};

/** The project's own program, run in this process, with every deletion protection of the cloud switched off. */
export async function unguardedProgram(): Promise<Record<string, unknown>> {
  runtime.registerStackTransformation(unguard);
  return { ...(await import("../../index.ts")) };
}
