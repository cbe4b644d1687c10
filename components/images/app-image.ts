import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Image } from "@pulumi/docker/image.js";
import * as pulumi from "@pulumi/pulumi";
import { type Dockerfile, renderDockerfile } from "./dockerfile.ts";

/** What an {@link AppImage} is made of. */
export interface AppImageArgs {
  /** Name of the app. */
  readonly app: string;
  /** Folder that the builder gets, from the project's root. */
  readonly context: string;
  readonly dockerfile: Dockerfile;
  /** Full name of the repository, e.g. `registry.cn-hangzhou.aliyuncs.com/hougu-dev-apps/danmaku`. */
  readonly repository: pulumi.Input<string>;
  readonly tag: string;
}

/** Where rendered Dockerfiles lie, from the project's root: the same on everybody's machine, since the state names it. */
const FOLDER = ".hougu/images";
/** What ECS and vSphere hosts run. */
const PLATFORM = "linux/amd64";

/**
 * An app's image: built by BuildKit from a rendered Dockerfile, pushed under a tag, used by its digest. Credentials of the
 * registry are the operator's own (`docker login`): none is in the state.
 */
export class AppImage extends pulumi.ComponentResource {
  /** The image by its digest: what runs is what was built. */
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: AppImageArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:images:AppImage", name, {}, opts);
    const { app, context, dockerfile, repository, tag } = args;
    const image = new Image(
      name,
      {
        imageName: pulumi.interpolate`${repository}:${tag}`,
        build: {
          context,
          dockerfile: written(app, renderDockerfile(dockerfile)),
          builderVersion: "BuilderBuildKit",
          platform: PLATFORM,
          target: dockerfile.stages.at(-1)?.name ?? "",
          // Layers of the last push are taken where nothing changed; the image says what is in its cache.
          cacheFrom: { images: [pulumi.interpolate`${repository}:${tag}`] },
          args: { BUILDKIT_INLINE_CACHE: "1" },
        },
      },
      // A build with its downloads takes minutes, on a cold builder more.
      { parent: this, customTimeouts: { create: "30m", update: "30m" } },
    );
    this.reference = image.repoDigest;
    this.registerOutputs({ reference: this.reference });
  }
}

/** Writes a Dockerfile for the builder. @returns its path from the project's root */
function written(app: string, text: string): string {
  const folder = join(FOLDER, app);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "Dockerfile");
  writeFileSync(file, text);
  return file;
}
