import { type CloudObject, records, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { DOMAIN, domainOf } from "./domain.ts";

const TYPE = "alicloud:cdnDomainConfig";

/** A configuration's number: the last part of the cloud's id. */
const numberOf = ({ id }: CloudObject): string => id.split(":").at(-1) ?? id;

async function configsOf(call: Call, domain: string): Promise<readonly CloudObject[]> {
  return (await call.all(TYPE)).filter(({ attributes }) => attributes.domainName === domain);
}

function functionIn(wanted: Parameters): Record<string, Value> {
  const parent = wanted.text("parentId");
  return {
    functionName: wanted.required("functionName"),
    functionArgs: (wanted.records("functionArgs") ?? []).map((one) => ({
      argName: one.required("argName"),
      argValue: one.text("argValue") ?? "",
    })),
    ...(parent && { parentId: parent }),
  };
}

/** Sets a function of a domain: the one of that number, the one that it has, or a new one. */
async function set(call: Call, domain: string, wanted: Parameters): Promise<Record<string, Value>> {
  const number = wanted.text("configId");
  const said = functionIn(wanted);
  const before = (await configsOf(call, domain)).find((config) =>
    number ? numberOf(config) === number : config.attributes.functionName === said.functionName,
  );
  if (number && before === undefined) {
    throw new ApiError(404, "ConfigNotFound", `The specified configid does not exist. (${number})`);
  }
  const config = before
    ? await call.modify(TYPE, before.id, said)
    : await call.create(TYPE, { ...said, domainName: domain });
  return {
    DomainName: domain,
    FunctionName: textOf(config.attributes, "functionName"),
    ConfigId: Number(numberOf(config)),
  };
}

export const CONFIG_ACTIONS: Readonly<Record<string, Action>> = {
  BatchSetCdnDomainConfig: async (call) => {
    const { parameters } = call;
    const domains = parameters.required("DomainNames").split(",");
    const functions = parameters.records("Functions") ?? [];
    for (const domain of domains) await call.need(DOMAIN, domain);
    const done: Record<string, Value>[] = [];
    for (const domain of domains) {
      for (const wanted of functions) done.push(await set(call, domain, wanted));
    }
    return { DomainConfigList: { DomainConfigModel: done } };
  },
  DescribeCdnDomainConfigs: async (call) => {
    const { parameters } = call;
    const { id } = await domainOf(call);
    const names = parameters.text("FunctionNames")?.split(",").filter(Boolean);
    const number = parameters.text("ConfigId");
    const found = (await configsOf(call, id)).filter(
      (config) =>
        (!names || names.includes(textOf(config.attributes, "functionName"))) &&
        (!number || numberOf(config) === number),
    );
    return {
      DomainConfigs: {
        DomainConfig: found.map((config) => ({
          ConfigId: numberOf(config),
          FunctionName: textOf(config.attributes, "functionName"),
          ParentId: textOf(config.attributes, "parentId"),
          Status: textOf(config.attributes, "status"),
          FunctionArgs: {
            FunctionArg: records(config.attributes, "functionArgs").map((one) => ({
              ArgName: textOf(one, "argName"),
              ArgValue: textOf(one, "argValue"),
            })),
          },
        })),
      },
    };
  },
  DeleteSpecificConfig: async (call) => {
    const { id } = await domainOf(call);
    const number = call.parameters.required("ConfigId");
    const config = (await configsOf(call, id)).find((one) => numberOf(one) === number);
    await call.remove(TYPE, config?.id ?? `${id}:${number}`);
    return {};
  },
};
