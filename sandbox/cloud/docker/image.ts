import { isRecord, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { digestOf, repositoryOf } from "./digest.ts";

/** `registry:port/path/name:tag`, and a digest in its place or behind it. */
const REFERENCE =
  /^([a-z0-9.-]+(:[0-9]+)?\/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/** An image that was built and pushed: it is in a registry, for every host. */
export const builtImage: ResourceType = {
  type: "docker:image",
  service: "Docker",
  actions: { create: "ImageBuild", describe: "ImageInspect", modify: "ImageBuild", remove: "ImageRemove" },
  global: true,
  nameAttribute: "imageName",
  id: (image) => text(image, "imageName"),
  notFound: { code: "NotFound", message: "No such image" },
  unique: [
    {
      attributes: ["imageName"],
      taken: { code: "Conflict", message: "Another build pushes to the same tag." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "imageName");
    if (!REFERENCE.test(name) || name.includes("@")) {
      look.refuse("InvalidParameter", `invalid reference format (${name})`);
    }
    if (repositoryOf(name) === name || name.endsWith(":latest")) {
      look.refuse("InvalidParameter", `a tag that says what was built is needed (${name})`);
    }
  },
  complete: built,
  adjust: built,
};

/** The same inputs are the same image: as a build whose base is pinned should be. */
function built(wanted: Readonly<Record<string, unknown>>) {
  const name = String(wanted.imageName);
  const build = isRecord(wanted.build as never) ? (wanted.build as Record<string, unknown>) : {};
  const repository = repositoryOf(name);
  return {
    baseImageName: name,
    registryServer: repository.split("/")[0] ?? "",
    context: String(build.context ?? "."),
    dockerfile: String(build.dockerfile ?? "Dockerfile"),
    repoDigest: `${repository}@${digestOf(JSON.stringify([name, build]))}`,
  };
}

/** An image that a host has pulled. */
export const pulledImage: ResourceType = {
  type: "docker:pulledImage",
  service: "Docker",
  actions: { create: "ImagePull", describe: "ImageInspect", modify: "ImagePull", remove: "ImageRemove" },
  // Each host has its own copy, so the host is part of it.
  id: (image, host) => `${digestOf(`${host} ${text(image, "name")}`)}${text(image, "name")}`,
  notFound: { code: "NotFound", message: "No such image" },
  // Pulling what is there already takes what is there.
  idempotent: true,
  check(wanted, look) {
    const name = text(wanted, "name");
    if (!REFERENCE.test(name)) look.refuse("InvalidParameter", `invalid reference format (${name})`);
    // Registries of others have what they have; in our own is what was pushed.
    const pushed = look.all("docker:image").map(({ attributes }) => attributes);
    const isOurs = /\.aliyuncs\.com\//.test(name);
    if (isOurs && !pushed.some((image) => image.repoDigest === name || image.imageName === name)) {
      look.refuse("NotFound", `manifest unknown: manifest unknown (${name})`);
    }
  },
  complete: (wanted) => {
    const name = text(wanted, "name");
    const digest = name.includes("@") ? (name.split("@")[1] ?? "") : digestOf(name);
    return { imageId: digestOf(`image ${digest}`), repoDigest: `${repositoryOf(name)}@${digest}` };
  },
  leave(image, look) {
    const user = look
      .all("docker:container")
      .find(({ attributes }) => usesImage(attributes, image.attributes));
    if (user && image.attributes.keepLocally !== true) {
      look.refuse(
        "Conflict",
        `unable to remove repository reference: container ${user.id} is using it (${image.id})`,
      );
    }
  },
};

/** A container names its image by id, by digest or by name. */
export function usesImage(
  container: Readonly<Record<string, unknown>>,
  image: Readonly<Record<string, unknown>>,
): boolean {
  return [image.imageId, image.repoDigest, image.name].includes(container.image);
}
