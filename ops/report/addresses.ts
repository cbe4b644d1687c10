import { recordsOf, type StateIndex, type StateResource, textOf } from "./state-index.ts";

/** The public address is found by what is associated with the virtual one, whatever the names are. */
export function publicAddressOf(virtualAddress: string, state: StateIndex): string {
  const havip = state
    .ofType("alicloud:vpc/hAVip:HAVip")
    .find((item) => textOf(item, "ipAddress") === virtualAddress);
  const association = state
    .ofType("alicloud:ecs/eipAssociation:EipAssociation")
    .find((item) => havip !== undefined && textOf(item, "instanceId") === havip.id);
  const eip = state
    .ofType("alicloud:ecs/eipAddress:EipAddress")
    .find((item) => association !== undefined && item.id === textOf(association, "allocationId"));
  return textOf(eip, "ipAddress");
}

/** The balancers that the internet reaches, and what listens on them. */
export const BALANCERS = {
  alb: { type: "alicloud:alb/loadBalancer:LoadBalancer", listener: "alicloud:alb/listener:Listener" },
  nlb: { type: "alicloud:nlb/loadBalancer:LoadBalancer", listener: "alicloud:nlb/listener:Listener" },
} as const;

/** A balancer's address in each zone: an elastic IP of ours that it holds. */
export function zoneAddressesOf(
  balancer: StateResource | undefined,
  state: StateIndex,
): { readonly zone: string; readonly address: string }[] {
  const eips = new Map(
    state.ofType("alicloud:ecs/eipAddress:EipAddress").map((eip) => [eip.id, textOf(eip, "ipAddress")]),
  );
  return recordsOf(balancer, "zoneMappings").flatMap(({ zoneId, allocationId }) => {
    const address = typeof allocationId === "string" ? eips.get(allocationId) : undefined;
    return typeof zoneId === "string" && address ? [{ zone: zoneId, address }] : [];
  });
}

/** The balancers of a mini-program that the internet reaches. */
export function publicBalancersOf(miniProgram: string, state: StateIndex) {
  return (["alb", "nlb"] as const).map((kind) => ({
    kind,
    resource: state.ownOf(miniProgram, BALANCERS[kind].type)[0],
  }));
}
