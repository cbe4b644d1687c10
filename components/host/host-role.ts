import { Policy } from "@pulumi/alicloud/ram/policy.js";
import { Role } from "@pulumi/alicloud/ram/role.js";
import { RolePolicyAttachment } from "@pulumi/alicloud/ram/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";

/** What a {@link HostRole} is made of. */
export interface HostRoleArgs {
  /** Name in RAM, at most 64 characters. */
  readonly roleName: pulumi.Input<string>;
  /** Region of the parameters. */
  readonly region: pulumi.Input<string>;
  /** Names of the encrypted parameters that these hosts may read, and no others. */
  readonly parameters: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** Custom policies beside, by a short logical name: what these hosts may do with a store. */
  readonly policies?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Long enough for a boot with its package downloads; RAM's shortest is 900 s, longest 43,200 s. */
const SESSION_SECONDS = 3600;

/** The identity of a mini-program's hosts of one role: what they may do in the account, which is to read their secrets. */
export class HostRole extends pulumi.ComponentResource {
  /** Name of the role, known when it may read what it should. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: HostRoleArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:host:HostRole", name, {}, opts);
    const { roleName, tags } = args;
    const role = new Role(
      name,
      {
        roleName,
        description: "ECS instances that read their own secrets when they boot",
        assumeRolePolicyDocument: JSON.stringify(assumedByEcs()),
        maxSessionDuration: SESSION_SECONDS,
        tags,
      },
      { parent: this },
    );
    const policy = new Policy(
      name,
      {
        policyName: roleName,
        description: "Read these encrypted parameters and nothing else",
        policyDocument: pulumi
          .all([args.region, args.parameters])
          .apply(([region, parameters]) => JSON.stringify(mayRead(region, parameters))),
        // RAM keeps five versions of a policy and refuses the sixth.
        rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
        tags,
      },
      { parent: this },
    );
    const attachment = new RolePolicyAttachment(
      name,
      { policyName: policy.policyName, policyType: "Custom", roleName: role.roleName },
      { parent: this },
    );
    for (const [what, policyName] of Object.entries(args.policies ?? {})) {
      new RolePolicyAttachment(
        `${name}-${what}`,
        { policyName, policyType: "Custom", roleName: role.roleName },
        { parent: this },
      );
    }
    this.roleName = attachment.roleName;
    this.registerOutputs({ roleName: this.roleName });
  }
}

function assumedByEcs() {
  return {
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["ecs.aliyuncs.com"] } }],
  };
}

/**
 * The parameter store keeps a secret in KMS under `oos/<name>` and asks there as the caller, so both must allow it.
 * https://www.alibabacloud.com/help/en/oos/developer-reference/api-oos-2019-06-01-getsecretparameter
 */
function mayRead(region: string, parameters: readonly string[]) {
  return {
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: ["oos:GetSecretParameter"],
        Resource: parameters.map((parameter) => `acs:oos:${region}:*:secretparameter/${parameter}`),
      },
      {
        Effect: "Allow",
        Action: ["kms:GetSecretValue"],
        Resource: parameters.map((parameter) => `acs:kms:${region}:*:secret/oos/${parameter}`),
      },
    ],
  };
}
