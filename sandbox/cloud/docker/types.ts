import type { ResourceType } from "../resource-type.ts";
import { container } from "./container.ts";
import { builtImage, pulledImage } from "./image.ts";
import { network, volume } from "./network.ts";

/** Every type of Docker that the sandbox has. */
export const DOCKER_TYPES: readonly ResourceType[] = [builtImage, pulledImage, network, volume, container];
