import * as pulumi from "@pulumi/pulumi";
import { Folder } from "@pulumi/vsphere/folder.js";
import type { VsphereSettings } from "../config/environment.ts";
import type { Labels } from "../naming/labels.ts";
import type { Tags } from "../naming/tags.ts";
import { lookUpInventory, type VsphereInventory } from "./vsphere-inventory.ts";
import { createTags, type TagIds } from "./vsphere-tags.ts";

/** What a {@link VsphereSite} is made of. */
export interface VsphereSiteArgs {
  readonly settings: VsphereSettings;
  readonly labels: Labels;
  /** The tags of every machine that will stand here: vCenter's are made before they are used. */
  readonly tagSets: readonly Tags[];
}

/** A place in vCenter: what was there before, looked up by name, with a folder and tags of our own. */
export class VsphereSite extends pulumi.ComponentResource {
  readonly inventory: VsphereInventory;
  readonly segment: VsphereSettings["segment"];
  /** Path of the folder below the datacenter's `vm` folder. */
  readonly folder: pulumi.Output<string>;
  /** vCenter's ids of tags, which must be among the site's `tagSets`. */
  readonly tagIds: TagIds;

  constructor(name: string, args: VsphereSiteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:network:VsphereSite", name, {}, opts);
    this.segment = args.settings.segment;
    this.inventory = lookUpInventory(this, args.settings);
    const tags = args.labels.tags("platform");
    this.tagIds = createTags(this, name, args.labels, [tags, ...args.tagSets]);
    this.folder = new Folder(
      `${name}-folder`,
      {
        path: args.settings.folder,
        type: "vm",
        datacenterId: this.inventory.datacenterId,
        tags: this.tagIds(tags),
      },
      { parent: this },
    ).path;
    this.registerOutputs({ folder: this.folder });
  }
}
