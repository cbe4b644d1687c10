import {
  type Attributes,
  type CloudObject,
  isRecord,
  text as textOf,
  texts,
  type Value,
} from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { selected } from "../../selection.ts";
import { COMMAND, commandIn, contentOf } from "./command.ts";
import { listed } from "./listing.ts";

const TYPE = "alicloud:invocation";

const GIVEN: Fields = {
  RepeatMode: text("repeatMode"),
  Timed: flag("timed"),
  Frequency: text("frequency"),
  Username: text("username"),
};

/** The words for the state of the whole, and for that on a machine. */
const INVOKE_STATUS: Readonly<Record<string, string>> = {
  Running: "Running",
  Success: "Finished",
  Stopped: "Stopped",
};

async function invoke(call: Call, commandId: string): Promise<string> {
  const { parameters } = call;
  const given = parameters.record("Parameters");
  const wanted = {
    ...taken(parameters, GIVEN),
    commandId,
    instanceIds: parameters.list("InstanceId") ?? [],
    parameters: given ? Object.fromEntries(given.names.map((name) => [name, given.text(name) ?? ""])) : {},
  };
  return (await call.create(TYPE, wanted)).id;
}

function parametersOf(attributes: Attributes): string {
  return JSON.stringify(isRecord(attributes.parameters) ? attributes.parameters : {});
}

/** How it went on one machine. What a sandbox's machines are told to run comes to an end at once, and well. */
function onMachine(invocation: CloudObject, instanceId: string): Record<string, Value> {
  const { attributes } = invocation;
  const status = textOf(attributes, "status");
  const isDone = status === "Success";
  const time = textOf(attributes, "createTime");
  return {
    InstanceId: instanceId,
    InvocationStatus: status,
    ErrorCode: "",
    ErrorInfo: "",
    Output: "",
    Dropped: 0,
    Repeats: isDone ? 1 : 0,
    StartTime: time,
    ...(isDone && { ExitCode: 0 }),
  };
}

async function described(call: Call, invocation: CloudObject): Promise<Record<string, Value>> {
  const { attributes, id } = invocation;
  const command = await call.find(COMMAND, textOf(attributes, "commandId"));
  const status = textOf(attributes, "status");
  const time = textOf(attributes, "createTime");
  return {
    Frequency: "",
    ...shown(attributes, { ...GIVEN, CommandId: text("commandId") }),
    InvokeId: id,
    InvocationStatus: status,
    InvokeStatus: INVOKE_STATUS[status] ?? status,
    CreationTime: time,
    Parameters: parametersOf(attributes),
    CommandName: textOf(command?.attributes ?? {}, "name"),
    CommandType: textOf(command?.attributes ?? {}, "type"),
    CommandDescription: textOf(command?.attributes ?? {}, "description"),
    CommandContent: command ? contentOf(command, call.parameters) : "",
    InvokeInstances: {
      InvokeInstance: texts(attributes, "instanceIds").map((instanceId) => ({
        ...onMachine(invocation, instanceId),
        InstanceInvokeStatus: INVOKE_STATUS[status] ?? status,
        CreationTime: time,
        UpdateTime: time,
        Timed: attributes.timed === true,
      })),
    },
  };
}

/** Those that a question is about. */
async function asked(call: Call): Promise<readonly CloudObject[]> {
  const { parameters } = call;
  const one = parameters.text("InvokeId");
  return selected(await call.those(TYPE, one ? [one] : undefined), parameters, {
    CommandId: "commandId",
    InstanceId: "instanceIds",
    RepeatMode: "repeatMode",
    InvokeStatus: "status",
  });
}

export const INVOCATION_ACTIONS: Readonly<Record<string, Action>> = {
  InvokeCommand: async (call) => ({ InvokeId: await invoke(call, call.parameters.required("CommandId")) }),
  RunCommand: async (call) => {
    const { parameters } = call;
    for (const name of ["Type", "CommandContent"]) parameters.required(name);
    const { id } = await call.cloud.create(call.session, COMMAND, commandIn(parameters));
    const InvokeId = await invoke(call, id);
    // Kept or not, the service names it.
    if (parameters.flag("KeepCommand") !== true) await call.remove(COMMAND, id);
    return { InvokeId, CommandId: id };
  },
  DescribeInvocations: async (call) => {
    const { items, frame } = listed(await asked(call), call.parameters, { most: 50 });
    return {
      ...frame,
      Invocations: { Invocation: await Promise.all(items.map((one) => described(call, one))) },
    };
  },
  DescribeInvocationResults: async (call) => {
    const wanted = call.parameters.text("InstanceId") ?? "";
    const rows = (await asked(call)).flatMap((invocation) =>
      texts(invocation.attributes, "instanceIds")
        .filter((id) => wanted === "" || id === wanted)
        .map((id) => ({
          ...onMachine(invocation, id),
          InvokeId: invocation.id,
          CommandId: textOf(invocation.attributes, "commandId"),
          InvokeRecordStatus: INVOKE_STATUS[textOf(invocation.attributes, "status")] ?? "",
          Username: textOf(invocation.attributes, "username"),
        })),
    );
    const { items, frame } = listed(rows, call.parameters, { most: 50 });
    return { Invocation: { ...frame, InvocationResults: { InvocationResult: items } } };
  },
  StopInvocation: async (call) => {
    await call.remove(TYPE, call.parameters.required("InvokeId"));
    return {};
  },
};
