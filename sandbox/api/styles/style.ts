import type { Answer, Body } from "../action.ts";
import type { Parameters } from "../parameters.ts";
import type { ApiError } from "../problem.ts";
import type { ApiRequest } from "../request.ts";
import type { Claim } from "../signature/claim.ts";

/** What a request asks for, once its style has read it. */
export interface Asked {
  /** Where to look for the action, e.g. `Vpc 2016-04-28 CreateVpc` or `GET /clusters`. */
  readonly action: string;
  readonly version: string;
  readonly parameters: Parameters;
}

/** An HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Uint8Array;
}

/** One of the ways in which Alibaba Cloud's services talk. */
export interface Style {
  /** True when a request is of this style. */
  readonly recognises: (request: ApiRequest) => boolean;
  /** Who says to have signed it; undefined for an unsigned one. */
  readonly claim: (request: ApiRequest) => Claim | undefined;
  readonly answer: (result: Body | Answer, requestId: string) => HttpAnswer;
  readonly refusal: (error: ApiError, requestId: string, host: string) => HttpAnswer;
}
