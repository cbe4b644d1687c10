import { Role } from "@pulumi/alicloud/ram/role.js";
import { RolePolicyAttachment } from "@pulumi/alicloud/ram/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";

/** What a {@link ServiceAccountRole} is made of. */
export interface ServiceAccountRoleArgs {
  /** Name in RAM, at most 64 characters. */
  readonly roleName: string;
  readonly description: string;
  /** Whose pods may take the role: this service account's and no other's. */
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  readonly oidc: { readonly providerArn: pulumi.Input<string>; readonly issuer: pulumi.Input<string> };
  /** Names of the RAM policies of this account that say what they may do, by logical name. */
  readonly policies: Readonly<Record<string, pulumi.Input<string>>>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A session of an SDK in a pod, which renews it by itself. */
const SESSION_SECONDS = 3600;
/** Whom ACK's tokens for RRSA are meant for. */
const AUDIENCE = "sts.aliyuncs.com";

/** A RAM role that the pods of one Kubernetes service account take by their own token (RRSA), without any key. */
export class ServiceAccountRole extends pulumi.ComponentResource {
  /** Known when the role may do what it should. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: ServiceAccountRoleArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:kubernetes:ServiceAccountRole", name, {}, opts);
    const { roleName, description, serviceAccount, oidc, policies, tags } = args;
    const role = new Role(
      name,
      {
        roleName,
        description,
        assumeRolePolicyDocument: pulumi
          .all([oidc.providerArn, oidc.issuer])
          .apply(([providerArn, issuer]) => JSON.stringify(assumedBy(serviceAccount, providerArn, issuer))),
        maxSessionDuration: SESSION_SECONDS,
        tags,
      },
      { parent: this },
    );
    const attachments = Object.entries(policies).map(
      ([policy, policyName]) =>
        new RolePolicyAttachment(
          `${name}-${policy}`,
          { policyName, policyType: "Custom", roleName: role.roleName },
          { parent: this },
        ),
    );
    this.roleName = pulumi
      .all([role.roleName, ...attachments.map(({ id }) => id)])
      .apply(([granted]) => granted as string);
    this.registerOutputs({ roleName: this.roleName });
  }
}

/** All three are checked: the issuer says which cluster, the subject which account, the audience what the token is for. */
function assumedBy(
  { namespace, name }: ServiceAccountRoleArgs["serviceAccount"],
  providerArn: string,
  issuer: string,
) {
  return {
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithOIDC",
        Principal: { Federated: [providerArn] },
        Condition: {
          StringEquals: {
            "oidc:iss": issuer,
            "oidc:aud": AUDIENCE,
            "oidc:sub": `system:serviceaccount:${namespace}:${name}`,
          },
        },
      },
    ],
  };
}
