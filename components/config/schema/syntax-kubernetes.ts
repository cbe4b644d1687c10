/** Syntax of the cluster's values; see syntax.ts. */

/** A version as ACK names it. */
export const ACK_VERSION = /^1\.(2[89]|3[0-9])\.[0-9]{1,2}-aliyun\.[0-9]{1,2}$/;

/**
 * An image by digest, which names one image for ever. A tag is refused: what it names changes under a running
 * Deployment, and a rollback that goes back to a tag goes nowhere.
 */
export const IMAGE_BY_DIGEST =
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}$/;
