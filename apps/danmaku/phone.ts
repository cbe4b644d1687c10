import type { WebSocket } from "ws";
import { Outbox } from "./outbox.ts";
import type { Outgoing } from "./protocol.ts";

/** Who a token says that somebody is, and where it lets them in. */
export interface Guest {
  readonly user: string;
  readonly room: string;
}

/** One phone's socket and what is known of it. */
export class Phone {
  readonly socket: WebSocket;
  readonly outbox: Outbox;
  /** Undefined until its token is in. */
  guest: Guest | undefined;
  /** Whether it has answered the last ping. */
  alive = true;
  /** Frames that meant nothing, and comments that came too fast, in a row. */
  faults = { invalid: 0, tooFast: 0 };

  constructor(socket: WebSocket, dropped: () => void) {
    this.socket = socket;
    this.outbox = new Outbox(socket, dropped);
  }

  answer(frame: Outgoing): void {
    this.outbox.answer(JSON.stringify(frame));
  }
}
