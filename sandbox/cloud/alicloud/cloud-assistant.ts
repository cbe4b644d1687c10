import { text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { INSTANCE_NOT_FOUND } from "./ecs-refusals.ts";
import { randomLetters } from "./ids.ts";
import { timestamp } from "./time.ts";

/** Bytes of a command before base64 (API reference of CreateCommand). */
const LONGEST_COMMAND = 18 * 1024;
const LONGEST_SECONDS = 24 * 60 * 60;

const COMMAND_NOT_FOUND = {
  code: "InvalidCmdId.NotFound",
  message: "The specified command ID does not exist.",
} as const;

export const assistantCommand: ResourceType = {
  type: "alicloud:command",
  service: "Ecs",
  actions: {
    create: "CreateCommand",
    describe: "DescribeCommands",
    modify: "ModifyCommand",
    remove: "DeleteCommand",
  },
  nameAttribute: "name",
  id: () => `c-hz${randomLetters(15)}`,
  notFound: COMMAND_NOT_FOUND,
  quotas: [
    {
      limit: 500,
      exceeded: { code: "CmdCount.ExceedQuota", message: "The maximum number of commands is reached." },
    },
  ],
  check(wanted, look) {
    const content = text(wanted, "commandContent");
    const bytes = Buffer.from(content, "base64");
    if (bytes.toString("base64") !== content || bytes.length === 0) {
      look.refuse("CmdContent.DecodeError", "The command content can't be decoded as base64.");
    }
    if (bytes.length > LONGEST_COMMAND) {
      look.refuse(
        "CmdContent.ExceedLimit",
        `The command has ${bytes.length} bytes, ${LONGEST_COMMAND} are allowed.`,
      );
    }
    const seconds = Number(wanted.timeout ?? 60);
    if (seconds < 10 || seconds > LONGEST_SECONDS) {
      look.refuse(
        "InvalidParameter.Timeout",
        `The timeout must be 10 to ${LONGEST_SECONDS} seconds. (${seconds})`,
      );
    }
  },
  complete: (_, { now }) => ({ createTime: timestamp(now) }),
};

/** A command that has been run on machines. A sandbox's machines run nothing: it ends well at once. */
export const assistantInvocation: ResourceType = {
  type: "alicloud:invocation",
  service: "Ecs",
  actions: {
    create: "InvokeCommand",
    describe: "DescribeInvocations",
    modify: "InvokeCommand",
    remove: "StopInvocation",
  },
  id: () => `t-hz${randomLetters(15)}`,
  notFound: { code: "InvalidInvokeId.NotFound", message: "The specified invocation does not exist." },
  references: [
    // What has been run is remembered without its command.
    { attribute: "commandId", to: "alicloud:command", missing: COMMAND_NOT_FOUND },
    {
      attribute: "instanceIds",
      to: "alicloud:instance",
      missing: INSTANCE_NOT_FOUND,
      busy: {
        code: "InvalidInstance.NotRunning",
        message: "The command can only run on instances that are running.",
      },
    },
  ],
  lifecycle: { begins: "Running", becomes: "Success", seconds: 60, ends: "Stopped", endSeconds: 0 },
  check(wanted, look) {
    const machines = texts(wanted, "instanceIds");
    if (machines.length === 0 || machines.length > 100) {
      look.refuse("NumberExceed.InstanceIds", `A command runs on 1 to 100 instances. (${machines.length})`);
    }
  },
  complete: (wanted, { now }) => ({
    createTime: timestamp(now),
    repeatMode: wanted.repeatMode ?? "Once",
    timed: wanted.timed ?? false,
    username: wanted.username ?? "root",
  }),
};
