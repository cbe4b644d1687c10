import { createRequire } from "node:module";
import { join } from "node:path";

/** `@pulumi/pulumi` could not be found from a program's folder. */
export class SdkMissing extends Error {
  constructor(directory: string) {
    super(
      `@pulumi/pulumi is not installed for ${directory}: run \`npm install\` there (缺少依赖：请在该目录运行 \`npm install\`)`,
    );
  }
}

/**
 * The file of a module of the program's own SDK, such as `@pulumi/pulumi/cmd/run`: what runs a program is the SDK that
 * the program imports, never another copy. Throws {@link SdkMissing}.
 */
export function sdkModule(specifier: string, directory: string): string {
  try {
    // The file need not exist: it only tells Node from where to search.
    return createRequire(join(directory, "package.json")).resolve(specifier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") throw new SdkMissing(directory);
    throw error;
  }
}
