import type { RpcService } from "../../action.ts";

/** Where services are found: all of them here. */
export const LOCATION: RpcService = {
  style: "RPC",
  product: "Location",
  version: "2015-06-12",
  actions: {
    DescribeEndpoints: ({ parameters, endpoint }) => {
      const service = parameters.required("ServiceCode");
      return {
        Success: true,
        Endpoints: {
          Endpoint: [
            {
              Id: parameters.required("Id"),
              Endpoint: endpoint,
              Namespace: "",
              // Written so in the real service's answers.
              SerivceCode: service,
              ServiceCode: service,
              Type: parameters.text("Type") ?? "openAPI",
              Protocols: { Protocols: ["HTTP", "HTTPS"] },
            },
          ],
        },
      };
    },
  },
};
