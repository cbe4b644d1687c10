import "../components/start/lazy-modules.ts";
import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import type * as policy from "@pulumi/policy";
import { langOf } from "../components/locale/localized.ts";
import { configurationOf, environmentOf, initialConfigOf } from "./environment.ts";
import { policiesOf } from "./pack.ts";
import { RULES } from "./rules/all.ts";

// The SDK's 300 files take longer to compile than to run. Hougu's language host says where the cache is; under
// another host it is Node's own place for it.
enableCompileCache();

// An import would load before the line above. The engine ends packs by a signal, at which Node would lose the cache.
const { PolicyPack } = createRequire(import.meta.url)("@pulumi/policy") as typeof policy;
flushCompileCache();

const environment = environmentOf(process.env);
new PolicyPack(
  "hougu",
  { policies: policiesOf(RULES, langOf(process.env)) },
  environment === undefined ? {} : initialConfigOf(RULES, configurationOf(environment)),
);
