import type { RuleGroup } from "../../rule.ts";
import { containerSecretsNotInEnvironment } from "./container-secrets-not-in-environment.ts";
import { noCredentialsInText } from "./no-credentials-in-text.ts";
import { noSecretsInImageBuild } from "./no-secrets-in-image-build.ts";
import { podSecretsByReference } from "./pod-secrets-by-reference.ts";
import { recoverable } from "./recoverable.ts";
import { secretsOwnKey } from "./secrets-own-key.ts";

export const SECRETS: RuleGroup = {
  id: "secrets",
  title: { en: "Secrets", zh: "机密信息" },
  rules: [
    noCredentialsInText,
    podSecretsByReference,
    containerSecretsNotInEnvironment,
    noSecretsInImageBuild,
    secretsOwnKey,
    recoverable,
  ],
};
