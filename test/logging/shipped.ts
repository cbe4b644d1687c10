import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest, GuestPart, GuestRole } from "../../components/guest/guest.ts";
import { filebeat } from "../../components/logging/filebeat/filebeat.ts";
import { FILEBEAT_UNIT, PLACE } from "../../components/logging/filebeat/places.ts";
import type { Machine } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";

const OUT = "/tmp/shipped";
const STATE = PLACE.registry;

/** A machine that ships its logs by the real Filebeat to a file instead of to Logstash; all else is as rendered. */
export class ShippingMachine {
  readonly machine: Machine;
  readonly guest: Guest;

  constructor(
    machine: Machine,
    name: string,
    role: GuestRole,
    miniProgram: "artist" | "food",
    parts: readonly GuestPart[] = [],
  ) {
    this.machine = machine;
    this.guest = composeGuest(name, role, [
      ...parts,
      filebeat({
        host: name,
        role,
        miniProgram,
        environment: "prod",
        output: { to: "logstash", hosts: ["logs-in-1.hougu.internal:5044"] },
        authority: "no authority\n",
      }),
    ]);
  }

  /** Brings the program and points it to a file. */
  async install(executable: string): Promise<void> {
    await cp(executable, this.machine.path(PLACE.program));
    const { "output.logstash": logstash, ...rest } = parse(
      await this.machine.must("cat", PLACE.configuration),
    );
    if (logstash === undefined) throw new Error("the rendered configuration sends to Logstash");
    const settings = {
      ...rest,
      "output.file": { path: OUT, filename: "events", rotate_every_kb: 1_000_000 },
    };
    await this.machine.write(PLACE.configuration, stringify(settings));
    await this.machine.must("sh", "-c", `install -d -o nobody -m 0700 ${STATE} ${OUT}`);
  }

  /** As the unit starts it: by a user that owns nothing, in the two groups. */
  start(): void {
    const command = /^ExecStart=(.*)$/m.exec(
      this.guest.files.find(({ path }) => path.endsWith(`/${FILEBEAT_UNIT}.service`))?.content as string,
    )?.[1];
    if (command === undefined) throw new Error("the unit starts something");
    this.machine.start(
      "sh",
      "-c",
      `exec setpriv --reuid=nobody --regid=nogroup --groups=adm,systemd-journal -- ${command} 2>> /tmp/filebeat.log`,
    );
  }

  async kill(): Promise<void> {
    await this.machine.must("pkill", "-KILL", "-x", "filebeat");
  }

  /** Everything that has left the machine. */
  async shipped(): Promise<ShippedEvent[]> {
    const { status, stdout } = await this.machine.run("sh", "-c", `cat ${OUT}/*`);
    if (status !== 0) return [];
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as ShippedEvent);
  }

  async until(what: string, holds: (events: ShippedEvent[]) => boolean): Promise<ShippedEvent[]> {
    try {
      return await eventually(what, () => this.shipped(), holds, 45);
    } catch (error) {
      throw new Error(
        `${String(error).slice(0, 2000)}\n${await readFile(this.machine.path("/tmp/filebeat.log"), "utf8")}`,
      );
    }
  }
}

export interface ShippedEvent {
  readonly "@timestamp": string;
  readonly "@metadata": { readonly _id?: string };
  readonly message?: string;
  readonly event: { readonly dataset: string };
  readonly [field: string]: unknown;
}

/** Entries for the journal, as `systemd-journal-remote` takes them. */
export async function writeJournal(machine: Machine, unit: string, lines: readonly string[]): Promise<void> {
  const id = (await machine.must("cat", "/etc/machine-id")).trim();
  const folder = `/var/log/journal/${id}`;
  const now = Date.now() * 1000;
  const entries = lines.map(
    (line, index) =>
      `__REALTIME_TIMESTAMP=${now + index}\n__MONOTONIC_TIMESTAMP=${now + index}\n_BOOT_ID=${id}\n_SYSTEMD_UNIT=${unit}\nSYSLOG_IDENTIFIER=${unit.replace(".service", "")}\n_PID=42\n_CMDLINE=/usr/sbin/server --of=nobody\nPRIORITY=6\nMESSAGE=${line}\n\n`,
  );
  await machine.write(join("/tmp", "entries"), entries.join(""));
  await machine.must(
    "sh",
    "-c",
    `install -d -g systemd-journal -m 2755 ${folder} && /lib/systemd/systemd-journal-remote --output=${folder}/system.journal /tmp/entries && chgrp systemd-journal ${folder}/system.journal && chmod 0640 ${folder}/system.journal`,
  );
}
