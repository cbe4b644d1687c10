import type { RpcService } from "../../action.ts";
import { CERTIFICATE_ACTIONS, createCertificateName } from "./certificate.ts";

/** The certificate service. */
export const CAS: RpcService = {
  style: "RPC",
  product: "Cas",
  version: "2020-04-07",
  sdk: "@alicloud/cas20200407",
  actions: {
    ...CERTIFICATE_ACTIONS,
    MoveResourceGroup: async (call) => {
      const { parameters } = call;
      await call.modify("alicloud:certificate", parameters.required("ResourceId"), {
        resourceGroupId: parameters.required("ResourceGroupId"),
      });
      return {};
    },
  },
};

/** The console's own version of the service, which Alibaba Cloud's Terraform provider changes certificates by. */
export const CAS_CONSOLE: RpcService = {
  style: "RPC",
  product: "Cas",
  version: "2018-08-13",
  actions: { CreateCertificateName: createCertificateName },
};
