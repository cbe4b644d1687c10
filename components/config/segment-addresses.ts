import { MINI_PROGRAMS, type MiniProgramName } from "./environment.ts";
import { addressToNumber, numberToAddress } from "./ipv4.ts";

/** A virtual address and two edges. */
const EDGE_RUN = 3;

/**
 * Addresses on the vSphere segment, from its `firstAddress` on: first each mini-program's edges, then the Tomcats in
 * turn, one for each mini-program. Every mini-program has its places whether it runs on vSphere or not, and a Tomcat's
 * follows from its number: neither one that is added nor a mini-program that moves to the cloud moves anybody else.
 */
export function segmentAddresses(firstAddress: string, miniProgram: MiniProgramName) {
  const first = addressToNumber(firstAddress);
  const turn = MINI_PROGRAMS.indexOf(miniProgram);
  const edges = first + turn * EDGE_RUN;
  const tomcats = first + MINI_PROGRAMS.length * EDGE_RUN + turn;
  return {
    virtual: numberToAddress(edges),
    hosts: [numberToAddress(edges + 1), numberToAddress(edges + 2)],
    /** The address of a Tomcat by its number, from 1. */
    tomcat: (number: number): string => numberToAddress(tomcats + (number - 1) * MINI_PROGRAMS.length),
  } as const;
}

/**
 * How many addresses from `firstAddress` on an environment takes: up to the last that one of its mini-programs on vSphere
 * has, with the places in between that others would have.
 */
export function segmentRun(
  onVsphere: readonly { readonly name: MiniProgramName; readonly tomcats: number }[],
): number {
  const ends = onVsphere.map(({ name, tomcats }) => {
    const { hosts, tomcat } = segmentAddresses("0.0.0.0", name);
    return Math.max(...hosts.map(addressToNumber), tomcats > 0 ? addressToNumber(tomcat(tomcats)) : 0) + 1;
  });
  return Math.max(0, ...ends);
}
