import { randomUUID } from "node:crypto";

/** Codes that mean "not now": the same request may succeed a little later. */
const PASSING =
  /^(Throttling|Rejected\.Throttling|ServiceUnavailable|SystemBusy|OperationConflict|LastTokenProcessing|TaskConflict|TaskInProgress|Client\.Timeout|ServiceBusy|OperationDenied\.DBInstanceStatus|IncorrectStatus|Incorrect\w+Status)/;

export interface CloudErrorDetails {
  /** e.g. `Vpc`, `Ecs`, `vCenter`. */
  readonly service: string;
  /** The call that was refused, e.g. `CreateVSwitch`. */
  readonly action: string;
  /** The service's own word, e.g. `InvalidCidrBlock.Overlapped`: what its documentation is searched for. */
  readonly code: string;
  readonly message: string;
}

/** The cloud's refusal of a call. */
export class CloudError extends Error {
  override readonly name = "CloudError";
  readonly service: string;
  readonly action: string;
  readonly code: string;
  /** Unlike any other refusal's, for whoever reads logs. */
  readonly requestId = randomUUID().toUpperCase();
  /** The same call may succeed later. */
  readonly retryable: boolean;

  constructor({ service, action, code, message }: CloudErrorDetails) {
    super(message);
    this.service = service;
    this.action = action;
    this.code = code;
    this.retryable = PASSING.test(code);
  }
}
