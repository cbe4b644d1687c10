/** The Pulumi CLI that Hougu is built and tested with; go.mod beside this file pins the same. */
export const PINNED_VERSION = "3.259.0";
