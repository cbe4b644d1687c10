/** `npm run policy:docs`: renews the generated list of what takes tags, and `docs/policies.md`. */
import { writeFileSync } from "node:fs";
import { type Generated, generatedTaggable } from "./generated.ts";

const write = ({ file, text }: Generated): void => writeFileSync(file, text);

write(generatedTaggable());
// The rules load the list when they are imported: only now is it the new one.
const { generatedReference } = await import("./render.ts");
write(generatedReference());
