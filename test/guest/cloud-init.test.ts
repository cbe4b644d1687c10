import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { isStaged } from "../../components/guest/staging.ts";
import { USER_DATA_LIMIT, type WriteFile } from "../../components/guest/user-data-size.ts";
import { filesOf } from "../program/cloud-config.ts";
import { edgeGuest, SAMPLES, tomcatGuest } from "./sample-guests.ts";

interface CloudConfig {
  readonly packages: readonly string[];
  readonly write_files: readonly WriteFile[];
  readonly runcmd: readonly (readonly string[])[];
}

const guestinfo = { by: "guestinfo" } as const;
const config = (text: string): CloudConfig => parse(text);
const plain = (file: WriteFile): string =>
  file.encoding === "gz+b64" ? gunzipSync(Buffer.from(file.content, "base64")).toString() : file.content;

/** A guest with files of these sizes, in bytes; the text can be compressed by about a half. */
function guestOf(...sizes: readonly number[]): Guest {
  let state = 1;
  const digits = (size: number): string => {
    let text = "";
    while (text.length < size) {
      state = (state * 48271) % 2147483647;
      text += `${state.toString(16)} `;
    }
    return text.slice(0, size);
  };
  const files = sizes.map((size, index) => ({
    path: `/etc/file-${index}`,
    mode: "0644",
    content: digits(size),
  }));
  return composeGuest("big", "edge", [{ part: "big", files }]);
}

describe("cloudInit", () => {
  it.each(SAMPLES)("renders $golden as reviewed", async ({ golden, guest, delivery }) => {
    await expect(cloudInit(guest, delivery)).toMatchFileSnapshot(`golden/${golden}`);
  });

  it.each(SAMPLES)(
    "keeps $golden within the limit, most of it as text that people can read",
    ({ guest, delivery }) => {
      const text = cloudInit(guest, delivery);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(USER_DATA_LIMIT);
      expect(config(text).write_files.filter(({ encoding }) => encoding !== undefined).length).toBeLessThan(
        4,
      );
    },
  );

  it("is the same text for the same guest", () => {
    expect(cloudInit(edgeGuest(), guestinfo)).toBe(cloudInit(edgeGuest(), guestinfo));
  });

  it.each(SAMPLES)(
    "brings every file of $golden: at its path, or staged with its mode and owner",
    ({ guest, delivery }) => {
      const { write_files } = config(cloudInit(guest, delivery));
      const written = new Map(write_files.map((file) => [file.path, file]));
      const templates = JSON.parse(plain(written.get("/etc/hougu/templates.json") as WriteFile));
      for (const file of guest.files) {
        if (!isStaged(file)) {
          expect(written.get(file.path)).toMatchObject({
            permissions: file.mode,
            owner: "root:root",
          });
          expect(plain(written.get(file.path) as WriteFile)).toBe(file.content);
          continue;
        }
        // Nothing at its own path: cloud-init writes before the package that brings its owner.
        expect(written.has(file.path)).toBe(false);
        expect(written.has(`/etc/hougu/templates${file.path}`)).toBe(true);
        expect(templates).toContainEqual({
          template: `/etc/hougu/templates${file.path}`,
          target: file.path,
          mode: file.mode,
          owner: file.owner ?? "root:root",
        });
      }
      expect(written.size).toBe(write_files.length);
    },
  );

  it("forbids packages to start services, and runs one command", () => {
    const { write_files, runcmd } = config(cloudInit(tomcatGuest(), guestinfo));
    expect(write_files[0]).toMatchObject({ path: "/usr/sbin/policy-rc.d", permissions: "0755" });
    expect(runcmd).toEqual([["/usr/local/lib/hougu/boot"]]);
  });

  it("tells fetch-secrets only what the guest needs, and refuses a delivery that lacks it", () => {
    const parameters = {
      sessionKey: "p-key",
      vrrpPassword: "p-vrrp",
      tlsCertificate: "p-crt",
      tlsPrivateKey: "p-pem",
    };
    const { write_files } = config(
      cloudInit(tomcatGuest(), { by: "oos", region: "cn-hangzhou", parameters }),
    );
    const source = write_files.find(({ path }) => path === "/etc/hougu/secrets.json");
    expect(JSON.parse(source?.content ?? "")).toEqual({
      region: "cn-hangzhou",
      parameters: { sessionKey: "p-key" },
    });
    const { sessionKey: _, ...lacking } = parameters;
    expect(() => cloudInit(tomcatGuest(), { by: "oos", region: "cn-hangzhou", parameters: lacking })).toThrow(
      "names no OOS parameter for the secret sessionKey",
    );
  });

  it("starts services in order, each after its own judgement", () => {
    const { write_files } = config(cloudInit(edgeGuest(), guestinfo));
    const boot = write_files.find(({ path }) => path.endsWith("/boot"))?.content ?? "";
    const at = (text: string) => boot.indexOf(`\n${text}`);
    const order = [
      "/usr/local/lib/hougu/fetch-secrets",
      "/usr/local/lib/hougu/fill-secrets",
      'rm -f "$guard"',
      "/usr/sbin/nginx -t -q",
      "systemctl enable --quiet nginx",
      "unshare --pid --fork /usr/sbin/keepalived --config-test",
      "systemctl enable --quiet keepalived",
    ].map(at);
    expect(order.every((position) => position > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe("the size limit of user data", () => {
  it("is kept by compressing the largest files, and no more of them than needed", () => {
    const text = cloudInit(guestOf(20_000, 3_000, 2_000), guestinfo);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(USER_DATA_LIMIT);
    const compressed = config(text).write_files.filter(({ encoding }) => encoding !== undefined);
    expect(compressed.map(({ path }) => path)).toEqual(["/etc/file-0"]);
  });

  it("loses no byte, whatever is compressed", () => {
    // All of it compressed is two thirds of that, which the limit still holds beside the machine's own commands.
    const compressible = fc
      .array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 6 })
      .filter((sizes) => sizes.reduce((sum, size) => sum + size, 0) <= 30_000);
    fc.assert(
      fc.property(compressible, (sizes) => {
        const guest = guestOf(...sizes);
        const text = cloudInit(guest, guestinfo);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(USER_DATA_LIMIT);
        const { write_files } = config(text);
        for (const file of guest.files) {
          const written = write_files.find(({ path }) => path === file.path);
          expect(written && plain(written)).toBe(file.content);
        }
      }),
      { numRuns: 50, examples: [[[5000, 5000, 5000, 5000, 5000, 5000]], [[9000, 9000, 9000, 3000]]] },
    );
  });

  it("is kept by packing the whole where files one by one are too much, and nothing is lost", () => {
    // Too small to gain anything file by file, and too many.
    const guest = guestOf(...Array.from({ length: 33 }, () => 1_000));
    const text = cloudInit(guest, guestinfo);
    expect(text).toMatch(/^MIME-Version: 1\.0\nContent-Type: application\/gzip\n/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(USER_DATA_LIMIT);
    const written = filesOf(text);
    for (const file of guest.files) expect(written.get(file.path)).toBe(file.content);
  });

  it("is an error that names the largest files when compression doesn't help", () => {
    expect(() => cloudInit(guestOf(120_000, 5_000), guestinfo)).toThrow(
      /user data has \d+ bytes even compressed; at most 32768 are allowed\. Largest files: \/etc\/file-0 \(120000 bytes\)/,
    );
  });
});
