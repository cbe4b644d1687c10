import { IMAGE_BY_DIGEST } from "../config/schema/syntax-kubernetes.ts";

/**
 * An image by its digest, which names the same image for ever.
 *
 * @throws RangeError when it is named by a tag
 */
export function pinnedImage(reference: string): string {
  if (!IMAGE_BY_DIGEST.test(reference)) {
    throw new RangeError(
      `${reference} is no image by digest; write repository@sha256:<64 hexadecimal digits>, as the registry shows it`,
    );
  }
  return reference;
}
