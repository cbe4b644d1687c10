// First: what is imported after it starts faster.
import "./components/start/lazy-modules.ts";
import "./components/start/promise-stacks.ts";
import { loadEnvironment } from "./components/config/load.ts";
import { createEnvironment } from "./components/environment/create-environment.ts";
import { outputsOf } from "./components/environment/outputs.ts";

// One environment with both mini-programs, dev or prod: what Pulumi.<stack>.yaml says it is.
const { environment, secrets } = loadEnvironment();
const created = createEnvironment(environment, secrets);

// What `pulumi stack output` shows.
export const { endpoints, machines, region, outboundAddresses } = outputsOf(environment, created);
