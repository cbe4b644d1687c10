/** `npm run policy:docs`: renews the generated lists and `docs/policies.md`. */
import { writeFileSync } from "node:fs";
import { type Generated, generatedLists } from "./generated.ts";

const write = ({ file, text }: Generated): void => writeFileSync(file, text);

generatedLists().forEach(write);
// The rules load the lists when they are imported: only now are they the new ones.
const { generatedReference } = await import("./render.ts");
write(generatedReference());
