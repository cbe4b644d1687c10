import { MINI_PROGRAMS, type MiniProgramName } from "./environment.ts";
import { addressToNumber, numberToAddress } from "./ipv4.ts";

/** A virtual address and two edges. */
const EDGE_RUN = 3;
/** The most that the configuration allows. */
const TOMCAT_RUN = 12;
/** As many as environment/broker-addresses.ts keeps. */
const BROKER_RUN = 8;
/** Behind the places of every edge, Tomcat and broker that there may be. */
const FIRST_DATABASE = MINI_PROGRAMS.length * (EDGE_RUN + TOMCAT_RUN + BROKER_RUN);
const FIRST_MONITORING = FIRST_DATABASE + MINI_PROGRAMS.length;

/**
 * Addresses on the vSphere segment, from its `firstAddress` on: first each mini-program's edges, then the Tomcats in
 * turn, one for each mini-program, then the brokers (environment/broker-addresses.ts), then the databases, then the
 * machines that measure. Every mini-program has its places whether it runs on vSphere or not, and a Tomcat's
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
    database: numberToAddress(first + FIRST_DATABASE + turn),
  } as const;
}

/** A monitoring machine's address on the segment, by its number (from 1): behind every database that there may be. */
export function monitoringSegmentAddress(firstAddress: string, number: number): string {
  return numberToAddress(addressToNumber(firstAddress) + FIRST_MONITORING + number - 1);
}

/**
 * How many addresses from `firstAddress` on an environment takes: up to the last that one of its mini-programs on vSphere
 * has, with the places in between that others would have.
 */
export function segmentRun(
  onVsphere: readonly {
    readonly name: MiniProgramName;
    readonly tomcats: number;
    readonly hasDatabase: boolean;
  }[],
  /** Monitoring machines on vSphere. */
  monitoring = 0,
): number {
  const ends = onVsphere.map(({ name, tomcats, hasDatabase }) => {
    const { hosts, tomcat, database } = segmentAddresses("0.0.0.0", name);
    const last = [
      ...hosts,
      ...(tomcats > 0 ? [tomcat(tomcats)] : []),
      ...(hasDatabase ? [database] : []),
    ].map(addressToNumber);
    return Math.max(...last) + 1;
  });
  return Math.max(0, ...ends, monitoring === 0 ? 0 : FIRST_MONITORING + monitoring);
}
