/** An HTTP request as it came in, before anybody has looked into it. */
export interface ApiRequest {
  readonly method: string;
  /** Host header without the port; leading labels name a project or a bucket in some styles. */
  readonly host: string;
  /** As it was sent, still encoded. */
  readonly path: string;
  /** In the order that they were sent, decoded. */
  readonly query: readonly (readonly [string, string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A form's fields; none when the body is something else. */
export function formOf({ headers, body }: ApiRequest): readonly (readonly [string, string])[] {
  if (!(headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")) return [];
  return [...new URLSearchParams(Buffer.from(body).toString("utf8"))];
}
