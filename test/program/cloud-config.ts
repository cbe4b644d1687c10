import { gunzipSync } from "node:zlib";
import { parse } from "yaml";

interface WriteFile {
  readonly path: string;
  readonly content: string;
  readonly encoding?: string;
}

/** A cloud-config as text: user data may be packed as a MIME message with one gzipped part. */
export function cloudConfigText(userData: string): string {
  if (!userData.startsWith("MIME-Version:")) return userData;
  const body = userData.slice(userData.indexOf("\n\n"));
  return gunzipSync(Buffer.from(body, "base64")).toString("utf8");
}

/** The files that a `#cloud-config` text writes, by path. */
export function filesOf(userData: string): ReadonlyMap<string, string> {
  const text = cloudConfigText(userData);
  if (!text.startsWith("#cloud-config\n")) throw new Error(`not a cloud-config: ${text.slice(0, 40)}`);
  const { write_files: files } = parse(text) as { write_files: readonly WriteFile[] };
  return new Map(
    files.map(({ path, content, encoding }) => [
      path,
      encoding === "gz+b64" ? gunzipSync(Buffer.from(content, "base64")).toString("utf8") : content,
    ]),
  );
}
