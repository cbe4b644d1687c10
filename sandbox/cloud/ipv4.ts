/**
 * Blocks and addresses, for the cloud alone. The program under test has arithmetic of its own: a judge that borrowed it
 * would share its mistakes.
 */
export interface Block {
  /** First address as a number. */
  readonly first: number;
  readonly prefix: number;
  /** How many addresses there are in it. */
  readonly size: number;
}

const BITS = 32;

/** @returns undefined when the text is no IPv4 address */
export function parseAddress(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** @returns undefined when the text is no block, or its address isn't the first of the block */
export function parseBlock(text: string): Block | undefined {
  const [address, length, ...rest] = text.split("/");
  if (address === undefined || length === undefined || rest.length > 0 || !/^\d{1,2}$/.test(length))
    return undefined;
  const first = parseAddress(address);
  const prefix = Number(length);
  if (first === undefined || prefix > BITS) return undefined;
  const size = 2 ** (BITS - prefix);
  return first % size === 0 ? { first, prefix, size } : undefined;
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.first <= inner.first && inner.first + inner.size <= outer.first + outer.size;
}

export function overlap(a: Block, b: Block): boolean {
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

export function holdsAddress({ first, size }: Block, address: number): boolean {
  return first <= address && address < first + size;
}
