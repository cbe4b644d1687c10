import type { Account } from "../api/account.ts";
import type { VcenterInventory } from "../cloud/vsphere/inventory.ts";
import type { ProviderName } from "../plugin/provider.ts";
import type { ResourceState } from "../plugin/resource-work.ts";

/**
 * What may be asked over a control connection: one JSON document a line, one answer a line. A connection keeps the
 * process alive; the provider that was asked for over it lives as long.
 */
export interface Questions {
  /** A provider of one's own, as a gRPC server on the loopback interface. */
  provider: {
    ask: {
      readonly name: ProviderName;
      readonly version: string;
      /** Absolute path of the kubeconfig whose API server `kubernetes` shall speak to; absent: the embedded store. */
      readonly kubeconfig?: string;
    };
    answer: { readonly port: number };
  };
  /** Everything that exists of a resource type, as far as the cloud shows it. */
  list: {
    ask: { readonly provider: ProviderName; readonly region: string; readonly type: string };
    answer: { readonly resources: readonly ResourceState[]; readonly hiddenInputs: readonly string[] };
  };
  /** Alibaba Cloud's HTTP API on the same cloud, served as long as the connection over which it was asked for. */
  api: {
    ask: {
      /** The interface; the loopback one unless somebody says otherwise. */
      readonly host: string;
      /** 0 for any that is free. */
      readonly port: number;
      /** Region of requests that don't name one. */
      readonly region: string;
      /** A file that gets a line for each answered request: product, action, status. */
      readonly record?: string;
    };
    answer: { readonly host: string; readonly port: number; readonly account: Account };
  };
  /** Answers when no call is at work and nothing changes by itself any more. */
  settled: { ask: object; answer: object };
}

export type QuestionName = keyof Questions;

export type Question = {
  readonly [Name in QuestionName]: { readonly name: Name; readonly ask: Questions[Name]["ask"] };
}[QuestionName];

export interface Envelope {
  readonly token: string;
  readonly question: Question;
}

export type Reply = { readonly answer: unknown } | { readonly error: string };

/** What the process finds in its folder when it begins: vCenters that exist with what is in them. */
export type KnownVcenters = readonly VcenterInventory[];
