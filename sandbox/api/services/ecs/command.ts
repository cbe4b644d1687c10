import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import type { Parameters } from "../../parameters.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags, tagsIn } from "../../tags.ts";
import { listed } from "./listing.ts";

export const COMMAND = "alicloud:command";

const GIVEN: Fields = {
  Name: text("name"),
  Description: text("description"),
  Type: text("type"),
  WorkingDir: text("workingDir"),
  Timeout: integer("timeout"),
  EnableParameter: flag("enableParameter"),
  Launcher: text("launcher"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  Name: text("name"),
  Description: text("description"),
  Type: text("type"),
  WorkingDir: text("workingDir"),
  Timeout: integer("timeout"),
  EnableParameter: flag("enableParameter"),
  Launcher: text("launcher"),
  CreationTime: text("createTime"),
};

/** A command as a request writes it; the cloud keeps its content in base64, as it comes unless the request says not. */
export function commandIn(parameters: Parameters): Record<string, Value> {
  const content = parameters.text("CommandContent");
  const isPlain = parameters.text("ContentEncoding") === "PlainText";
  const tags = tagsIn(parameters);
  return {
    ...taken(parameters, GIVEN),
    ...(content !== undefined && {
      commandContent: isPlain ? Buffer.from(content).toString("base64") : content,
    }),
    ...(tags && { tags }),
  };
}

/** A command's content as the request wants it. */
export function contentOf({ attributes }: CloudObject, parameters: Parameters): string {
  const content = textOf(attributes, "commandContent");
  const isPlain = parameters.text("ContentEncoding") === "PlainText";
  return isPlain ? Buffer.from(content, "base64").toString("utf8") : content;
}

/** `{{name}}` in a command stands for what each call gives. */
function parametersOf({ attributes }: CloudObject): string[] {
  const script = Buffer.from(textOf(attributes, "commandContent"), "base64").toString("utf8");
  if (attributes.enableParameter !== true) return [];
  return [...new Set([...script.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map(([, name]) => name ?? ""))];
}

export const COMMAND_ACTIONS: Readonly<Record<string, Action>> = {
  CreateCommand: async (call) => {
    const { parameters } = call;
    for (const name of ["Name", "Type", "CommandContent"]) parameters.required(name);
    return { CommandId: (await call.create(COMMAND, commandIn(parameters))).id };
  },
  DescribeCommands: async (call) => {
    const { parameters } = call;
    const one = parameters.text("CommandId");
    const found = selected(await call.those(COMMAND, one ? [one] : undefined), parameters, {
      Name: "name",
      Type: "type",
      Description: "description",
    });
    const { items, frame } = listed(tagged(found, parameters), parameters, { most: 50 });
    const commands = items.map(async (command) => ({
      Description: "",
      WorkingDir: "",
      EnableParameter: false,
      Timeout: USUAL_SECONDS,
      ...shown(command.attributes, DESCRIBED),
      CommandId: command.id,
      CommandContent: contentOf(command, parameters),
      InvokeTimes: (await call.having("alicloud:invocation", "commandId", command.id)).length,
      ParameterNames: { ParameterName: parametersOf(command) },
      Provider: "User",
      Version: 1,
      Latest: true,
      Tags: { Tag: shownTags(command, "Tag") },
    }));
    return { ...frame, Commands: { Command: await Promise.all(commands) } };
  },
  ModifyCommand: async (call) => {
    const { parameters } = call;
    const { type: _, enableParameter: __, ...changes } = commandIn(parameters);
    await call.modify(COMMAND, parameters.required("CommandId"), changes);
    return {};
  },
  DeleteCommand: async (call) => {
    await call.remove(COMMAND, call.parameters.required("CommandId"));
    return {};
  },
};

/** Seconds that a command has when nobody says (API reference of CreateCommand). */
const USUAL_SECONDS = 60;
