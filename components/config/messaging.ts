import type { Machine } from "./environment.ts";

/**
 * Who keeps the messages between a mini-program's parts; absent where an environment has none.
 *
 * `cluster`: RabbitMQ on machines beside each mini-program's Tomcats, on its platform. What one mini-program's flood does
 * is its own affair, and a mini-program that moves takes its broker along.
 * `managed`: one ApsaraMQ for RabbitMQ instance for all of them, each in its virtual host.
 */
export type MessagingSettings =
  | {
      readonly kind: "cluster";
      /** Nodes of each cluster, odd: 1 where a stop is no harm, 3 or 5 where none may be. */
      readonly nodes: number;
      readonly machine: Machine;
    }
  | {
      readonly kind: "managed";
      /** Messages per second that are kept ready, in and out together; peaks above are billed by use. */
      readonly messagesPerSecond: number;
      /** Ceiling of messages per second over the internet; absent, there is no way in from there. */
      readonly publicMessagesPerSecond?: number | undefined;
    };

/** Most nodes that a cluster may have: with seven, confirms wait for the fourth fastest, and nothing is gained. */
export const MOST_NODES = 5;
