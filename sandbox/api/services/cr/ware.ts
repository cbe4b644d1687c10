import { type Attributes, numeric, text as textOf } from "../../../cloud/object.ts";
import type { Ware } from "../bssopenapi/wares.ts";
import { INSTANCE } from "./instance.ts";

/** `Parameter.N.Code` of an order, and the attribute that each stands for. */
const PARAMETERS: Readonly<Record<string, string>> = {
  InstanceName: "instanceName",
  InstanceType: "instanceType",
  InstanceStorageName: "customOssBucket",
  DefaultOssBucket: "defaultOssBucket",
  image_scanner: "imageScanner",
};

const QUOTAS: Readonly<Record<string, string>> = {
  RepoQuota: "repoQuota",
  NamespaceQuota: "namespaceQuota",
  vpc_num: "vpcQuota",
};

/** An enterprise registry. */
export const ACR_WARE: Ware = {
  productCode: "acr",
  productTypes: ["acr_ee_public_cn", "acr_ee_public_intl"],
  type: INSTANCE,
  delivered: ({ subscriptionType, period, renewalStatus, renewPeriod, parameters }): Attributes => {
    const given = Object.entries(parameters);
    return {
      paymentType: subscriptionType,
      ...(period !== undefined && { period }),
      ...(renewalStatus !== undefined && { renewalStatus }),
      ...(renewPeriod !== undefined && { renewPeriod }),
      ...Object.fromEntries(
        given.flatMap(([code, value]) => (PARAMETERS[code] ? [[PARAMETERS[code], value]] : [])),
      ),
      ...Object.fromEntries(
        given.flatMap(([code, value]) => (QUOTAS[code] ? [[QUOTAS[code], Number(value)]] : [])),
      ),
    };
  },
  contract: ({ attributes }) => ({
    subscriptionType: textOf(attributes, "paymentType"),
    createTime: textOf(attributes, "createTime"),
    endTime: textOf(attributes, "endTime"),
    renewalStatus: textOf(attributes, "renewalStatus"),
    renewalMonths: numeric(attributes, "renewPeriod") ?? 0,
  }),
  renewed: ({ status, months }) => ({
    renewalStatus: status,
    ...(months !== undefined && { renewPeriod: months }),
  }),
};
