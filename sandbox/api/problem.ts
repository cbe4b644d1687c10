import { CloudError } from "../cloud/cloud-error.ts";

/** How an API says no: HTTP status, the service's code, and a sentence. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A mandatory parameter is missing. */
export function missing(parameter: string): ApiError {
  return new ApiError(
    400,
    `Missing${parameter}`,
    `The input parameter "${parameter}" that is mandatory for processing this request is not supplied.`,
  );
}

/** A parameter has a value that its type doesn't allow. */
export function malformed(parameter: string, value: string, expected: string): ApiError {
  return new ApiError(
    400,
    `Invalid${parameter}.Malformed`,
    `The specified parameter "${parameter}" is not valid: ${expected}, not ${JSON.stringify(value)}.`,
  );
}

/** Whatever went wrong as an API says it. What isn't a refusal is a defect of the sandbox, and says so. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof CloudError) return new ApiError(statusOf(error.code), error.code, error.message);
  const reason = error instanceof Error ? error.message : String(error);
  return new ApiError(500, "InternalError", `The sandbox has failed: ${reason}`);
}

/** HTTP statuses that go with code names, from the services' error centres. */
const STATUSES: readonly (readonly [RegExp, number])[] = [
  [/NotFound|NotExist|NoSuch|NonExist/i, 404],
  [/^(ServiceUnavailable|SystemBusy|ServiceBusy|Client\.Timeout)/, 503],
  [/^Internal/, 500],
  [/^(Forbidden|NoPermission|OperationDenied|AccessDenied)/, 403],
];

function statusOf(code: string): number {
  return STATUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 400;
}
