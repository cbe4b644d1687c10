import { timestamp } from "../../../cloud/alicloud/time.ts";
import { numeric, text as textOf } from "../../../cloud/object.ts";
import type { Ware } from "../bssopenapi/wares.ts";
import { INSTANCE } from "./instance.ts";

/** A message instance: its own service sells it, bills know it and take it back. */
export const AMQP_WARE: Ware = {
  productCode: "ons",
  productTypes: ["ons_onsproxy_pre", "ons_onsproxy_public_intl"],
  type: INSTANCE,
  contract: ({ attributes }) => {
    const created = numeric(attributes, "createTime") ?? 0;
    const months = numeric(attributes, "period") ?? 1;
    const end = new Date(created);
    end.setUTCMonth(
      end.getUTCMonth() + (textOf(attributes, "periodCycle") === "Year" ? months * 12 : months),
    );
    const isPrepaid = attributes.paymentType === "Subscription";
    return {
      subscriptionType: textOf(attributes, "paymentType"),
      createTime: timestamp(created),
      endTime: isPrepaid ? timestamp(end.getTime()) : "",
      renewalStatus: textOf(attributes, "renewalStatus") || "ManualRenewal",
      renewalMonths: numeric(attributes, "renewalDuration") ?? 0,
    };
  },
  renewed: ({ status, months }) => ({
    renewalStatus: status,
    ...(months !== undefined && { renewalDuration: months }),
  }),
};
