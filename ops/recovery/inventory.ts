/** An object that exists in the cloud. */
export interface CloudObject {
  /** The provider's id, as a state would hold it. */
  readonly id: string;
  /** Property values in the provider's names, without secrets. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Inputs that the cloud never shows, e.g. a write-only value: their absence says nothing. */
  readonly hiddenInputs?: readonly string[];
}

/**
 * Tells what exists. The sandbox answers from its store; for a real account an implementation on Alibaba Cloud's
 * Resource Center and vCenter's inventory service fits behind the same two methods.
 */
export interface Inventory {
  /** Resolves when nothing that an interrupted engine started is still at work in the cloud. */
  settled(): Promise<void>;
  /** Every object of a resource type, e.g. `alicloud:ecs/instance:Instance`. */
  list(type: string): Promise<readonly CloudObject[]>;
}
