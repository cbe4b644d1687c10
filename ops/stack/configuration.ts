import type { Environment } from "../../components/config/environment.ts";
import { parseEnvironment } from "../../components/config/parse.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { readStackFile } from "../../components/config/stack-file.ts";
import { Failure } from "../cli/failure.ts";
import { configFileOf, type Target } from "./target.ts";

/**
 * Reads and checks the stack's configuration before the engine is started.
 * In the sandbox secrets are made later: only a real account must have them set.
 * @throws Failure `configuration` with every mistake, its line and what to write instead
 */
export function readConfiguration(target: Target): Environment {
  try {
    const raw = readStackFile(configFileOf(target));
    return parseEnvironment(raw, { secrets: target.sandbox ? "ignored" : "required" }).environment;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new Failure(
      "configuration",
      { en: error.format("en"), zh: error.format("zh") },
      {
        hint: {
          en: `mend ${configFileOf(target)}; docs/configuration.md explains every key${target.sandbox ? "" : "; without an account: --sandbox"}`,
          zh: `修改 ${configFileOf(target)}；docs/configuration.md 说明了每一项${target.sandbox ? "" : "；没有账号时请加 --sandbox"}`,
        },
        document: { stack: target.stack, configuration: error.problems },
        cause: error,
      },
    );
  }
}
