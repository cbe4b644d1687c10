/** The prefix length of a CIDR block; a bare address is a block of one; what can't be read counts as everybody. */
export function prefixOf(cidr: string): number {
  const [address = "", length] = cidr.trim().split("/");
  // Alibaba Cloud's stores take a bare 0.0.0.0 for everybody.
  if (length === undefined) return /^(0\.0\.0\.0|::)$/.test(address) ? 0 : address.includes(":") ? 128 : 32;
  return /^\d{1,3}$/.test(length) ? Number(length) : 0;
}

/**
 * True when a block is too wide to name anybody. Width counts, not the text: two halves of the internet (/1) are the
 * whole of it. A /8 is the widest block that a private network has (RFC 1918) and that a registry hands out; a /32 of
 * IPv6 is what registries give to one provider at least.
 */
export function isWide(cidr: string, widestIpv4 = 8, widestIpv6 = 32): boolean {
  return prefixOf(cidr) < (cidr.includes(":") ? widestIpv6 : widestIpv4);
}
