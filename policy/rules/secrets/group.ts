import type { RuleGroup } from "../../rule.ts";
import { containerSecretsNotInEnvironment } from "./container-secrets-not-in-environment.ts";
import { keptAsSecret } from "./kept-as-secret.ts";
import { noCredentialsInText } from "./no-credentials-in-text.ts";
import { noSecretsInImageBuild } from "./no-secrets-in-image-build.ts";
import { podSecretsByReference } from "./pod-secrets-by-reference.ts";
import { recoverable } from "./recoverable.ts";

export const SECRETS: RuleGroup = {
  id: "secrets",
  title: { en: "Secrets", zh: "机密信息" },
  rules: [
    noCredentialsInText,
    podSecretsByReference,
    containerSecretsNotInEnvironment,
    noSecretsInImageBuild,
    keptAsSecret,
    recoverable,
  ],
};
