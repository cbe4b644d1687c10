import { writeFileSync } from "node:fs";
import { acceptsModule } from "./accepts.ts";
import { stackSchema } from "./stack-schema.ts";

// `npm run config:schema`, which lets Biome lay the JSON out.
writeFileSync(
  new URL("../../schema/pulumi-stack.schema.json", import.meta.url),
  JSON.stringify(stackSchema()),
);
writeFileSync(new URL("../../components/config/generated/accepts.js", import.meta.url), acceptsModule());
