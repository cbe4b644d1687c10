import type { CARD_WORDS, FACT_WORDS, WAY_WORDS } from "./service-words.ts";

/** What a card is about: chooses its word and its colour. */
export type CardKind = keyof typeof CARD_WORDS;
export type FactLabel = keyof typeof FACT_WORDS;

/** A line of a card. Values are names, numbers, addresses: the same in both languages. */
export interface Fact {
  readonly label: FactLabel;
  readonly value: string;
}

/** A service of the cloud, or something as large, as one card. */
export interface Card {
  readonly kind: CardKind;
  /** The cloud's name of it; our own while it doesn't exist. */
  readonly name: string;
  readonly exists: boolean;
  /** The cloud refuses to delete it. */
  readonly guarded?: boolean;
  readonly facts: readonly Fact[];
}

/** One way in for clients: from a host name through all that stands before the edges. */
export interface Way {
  readonly kind: keyof typeof WAY_WORDS;
  readonly stops: readonly Card[];
}

/** The managed Kubernetes cluster. */
export interface Cluster {
  readonly card: Card;
  readonly pools: readonly Card[];
  readonly namespaces: readonly Namespace[];
}

export interface Namespace {
  readonly name: string;
  readonly exists: boolean;
  readonly ingress?: Card;
  readonly workloads: readonly Workload[];
}

/** A Deployment and between how many pods it moves. */
export interface Workload {
  readonly name: string;
  readonly exists: boolean;
  readonly floor: number;
  readonly ceiling: number;
  /** What a pod asks for: `500m · 1024 MiB`. */
  readonly size: string;
  /** What moves the number of pods: `HPA: cpu`, `KEDA: rabbitmq, cron`; empty where nothing does. */
  readonly scaling: string;
}

/** A machine with a Docker daemon. */
export interface DockerHost {
  readonly name: string;
  readonly address: string;
  readonly memoryGiB: number;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly port: number;
  readonly memoryMiB: number;
  readonly image: string;
  readonly exists: boolean;
}

/** What the mini-programs stand on and share. */
export interface Grounds {
  readonly cards: readonly Card[];
  /** The VPC's subnets, by zone. */
  readonly zones: readonly { readonly name: string; readonly subnets: readonly Subnet[] }[];
}

export interface Subnet {
  readonly tier: string;
  readonly cidr: string;
  readonly exists: boolean;
}
