import { once } from "node:events";
import { WebSocket } from "ws";
import { eventually } from "../../../test/guest/run.ts";

interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly reason?: string;
  readonly reconnectAfterMs?: number;
}

/** A phone, as a test holds it: every frame that came is kept. */
export class TestPhone {
  readonly frames: Frame[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  constructor(url: string) {
    this.socket = new WebSocket(`${url.replace("http", "ws")}/danmaku`);
    this.socket.on("message", (data) => this.frames.push(JSON.parse(data.toString())));
    this.closed = new Promise((resolve) => {
      this.socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.socket.on("error", () => {});
  }

  static async opened(url: string): Promise<TestPhone> {
    const phone = new TestPhone(url);
    await once(phone.socket, "open");
    return phone;
  }

  static async joined(url: string, token: string): Promise<TestPhone> {
    const phone = await TestPhone.opened(url);
    phone.send({ type: "join", token });
    await phone.until("joined", ({ type }) => type === "joined");
    return phone;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** The first frame that holds. */
  async until(what: string, holds: (frame: Frame) => boolean): Promise<Frame> {
    const found = await eventually(
      what,
      async () => this.frames.find(holds),
      (frame) => frame !== undefined,
    );
    return found as Frame;
  }

  /** Says something, and gives the answer. */
  say(id: string, text: string): Promise<Frame> {
    this.send({ type: "comment", id, text });
    return this.until(`an answer to ${id}`, (frame) => frame.type !== "comment" && frame.id === id);
  }

  get texts(): string[] {
    return this.frames.flatMap(({ type, text }) => (type === "comment" && text !== undefined ? [text] : []));
  }

  leave(): void {
    this.socket.terminate();
  }
}
