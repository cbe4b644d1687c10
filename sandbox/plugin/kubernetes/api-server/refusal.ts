import { z } from "zod";
import { KUBECONFIG_VARIABLE } from "./switch.ts";

/** A Status of the API (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/). */
const STATUS = z.object({
  kind: z.literal("Status"),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      kind: z.string().optional(),
      name: z.string().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
type Status = z.infer<typeof STATUS>;

/** The API server said no, in its own words: `Invalid: Deployment.apps "api" is invalid: ...`. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";
  /** HTTP status code. */
  readonly code: number;
  /** e.g. `NotFound`, `Invalid`, `Conflict`. */
  readonly reason: string;
  readonly #status: Status | undefined;

  private constructor(code: number, status: Status | undefined, text: string) {
    const reason = status?.reason || String(code);
    super(`${reason}: ${(status?.message ?? text.trim()) || "no reason was given"}`);
    this.code = code;
    this.reason = reason;
    this.#status = status;
  }

  static of(code: number, text: string): ApiRefusal {
    const parsed = STATUS.safeParse(jsonOf(text));
    return new ApiRefusal(code, parsed.success ? parsed.data : undefined, text);
  }

  isNotFound(): boolean {
    return this.reason === "NotFound";
  }

  /** It is the namespace that isn't there. */
  isOfMissingNamespace(): boolean {
    return this.isNotFound() && this.#status?.details?.kind === "namespaces";
  }

  /** Who asked may not ask this at all, whatever the object. */
  isOfMissingRights(): boolean {
    return this.reason === "Forbidden" && / cannot \w+ resource /.test(this.message);
  }

  /** A field can't be changed: only another object can have it. */
  isOfImmutableField(): boolean {
    return this.reason === "Invalid" && /field is immutable|may not change once set/.test(this.message);
  }

  /** The fields that others own, with their managers: `.spec.replicas (conflict with "kubectl" ...)`. */
  conflicts(): readonly string[] {
    const causes = this.#status?.details?.causes ?? [];
    return causes
      .filter(({ reason }) => reason === "FieldManagerConflict")
      .map(({ field, message }) => `${field} (${message})`);
  }
}

/** Nobody answers where the kubeconfig leads. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";

  constructor(server: string, cause: Error) {
    super(`the API server ${server} can't be reached (${KUBECONFIG_VARIABLE}): ${cause.message}`, { cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
