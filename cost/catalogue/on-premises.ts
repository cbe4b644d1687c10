import { Decimal } from "../money.ts";
import type { Price } from "./price.ts";

/** One number of the company's own, with where it comes from. */
export interface Parameter {
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  /** Why it was taken although the company's books have not been asked. */
  readonly assumption?: string;
}

/** What a data centre of the company's own costs; yuan without tax. */
export interface OnPremises {
  readonly serverCny: Parameter;
  readonly serverCores: Parameter;
  readonly serverMemoryGiB: Parameter;
  readonly writeOffYears: Parameter;
  readonly storageCnyPerGB: Parameter;
  /** Power of a loaded server, watts. */
  readonly serverWatts: Parameter;
  /** All power over that of the machines. */
  readonly powerUsageEffectiveness: Parameter;
  readonly kWhCny: Parameter;
  readonly licenceCnyPerCoreYear: Parameter;
  /** Yuan a year for people, of one server. */
  readonly peopleCnyPerServerYear: Parameter;
  /** Virtual CPUs on a core. */
  readonly vCpuPerCore: Parameter;
  /** Share of a server that may be used: the rest is room for the loss of a host. */
  readonly usableShare: Parameter;
  /** Share of a server's cost that its processors bear; memory bears the rest. */
  readonly cpuShare: Parameter;
}

const BOOKS = "the company's books were not asked; replace it with the figure of your controller";

export const ON_PREMISES: OnPremises = {
  serverCny: {
    value: "90000",
    unit: "CNY",
    source: "two-socket rack server, 2 x 32 cores, 768 GiB",
    assumption: BOOKS,
  },
  serverCores: { value: "64", unit: "cores", source: "the same server" },
  serverMemoryGiB: { value: "768", unit: "GiB", source: "the same server" },
  writeOffYears: {
    value: "5",
    unit: "years",
    source:
      "electronic equipment may be written off in 3 years at least (PRC Enterprise Income Tax Regulations, art. 60)",
    assumption: "five years are what servers stand for in fact",
  },
  storageCnyPerGB: {
    value: "3.6",
    unit: "CNY",
    source: "all-flash array, usable GB after RAID",
    assumption: BOOKS,
  },
  serverWatts: { value: "600", unit: "W", source: "the same server under load", assumption: BOOKS },
  powerUsageEffectiveness: {
    value: "1.5",
    unit: "1",
    source: "ceiling for existing data centres in China's three-year plan (MIIT, 2021)",
  },
  kWhCny: {
    value: "0.75",
    unit: "CNY/kWh",
    source: "general industrial tariff in Zhejiang",
    assumption: BOOKS,
  },
  licenceCnyPerCoreYear: {
    value: "1000",
    unit: "CNY/core/year",
    source: "VMware vSphere Foundation, subscription by core",
    assumption: BOOKS,
  },
  peopleCnyPerServerYear: {
    value: "10000",
    unit: "CNY/year",
    source: "one engineer of 300,000 yuan a year for thirty servers",
    assumption: BOOKS,
  },
  vCpuPerCore: {
    value: "3",
    unit: "vCPU/core",
    source: "a cautious ratio for mixed load",
    assumption: BOOKS,
  },
  usableShare: { value: "0.75", unit: "1", source: "one host of four may fail (vSphere HA)" },
  cpuShare: {
    value: "0.5",
    unit: "1",
    source: "half and half",
    assumption: "no figure: servers are bought whole",
  },
};

/** Prices of capacity that follow from the parameters: yuan a month for a vCPU, a GiB and a GB. */
export function pricesOf(parameters: OnPremises, date: string): readonly Price[] {
  const value = (name: keyof OnPremises) => new Decimal(parameters[name].value);
  const months = value("writeOffYears").times(12);
  const hours = 730;
  const power = value("serverWatts")
    .div(1000)
    .times(hours)
    .times(value("powerUsageEffectiveness"))
    .times(value("kWhCny"));
  const server = value("serverCny")
    .div(months)
    .plus(power)
    .plus(value("serverCores").times(value("licenceCnyPerCoreYear")).div(12))
    .plus(value("peopleCnyPerServerYear").div(12));
  const vCpus = value("serverCores").times(value("vCpuPerCore")).times(value("usableShare"));
  const memory = value("serverMemoryGiB").times(value("usableShare"));
  const cpu = server.times(value("cpuShare"));
  const shared = {
    product: "vSphere",
    regions: [ON_PREMISES_REGION],
    term: "on-demand",
    source: "cost/catalogue/on-premises.ts",
    date,
    assumption: "follows from parameters that the company's books have not confirmed",
  } as const;
  const price = (sku: string, unit: Price["unit"], cny: Decimal): Price => ({
    ...shared,
    sku,
    unit,
    cny: cny.toDecimalPlaces(4).toFixed(),
  });
  return [
    price("vsphere.vcpu", "vCPU-month", cpu.div(vCpus)),
    price("vsphere.memory", "GiB-month", server.minus(cpu).div(memory)),
    price("vsphere.storage", "GB-month", value("storageCnyPerGB").div(months)),
  ];
}

/** Stands where a price's region does. */
export const ON_PREMISES_REGION = "on-premises";
