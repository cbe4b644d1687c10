/** How each of these programs finds the API: by the variables that the sandbox prints, `npx hougu cloud env`. */
export interface ClientConfiguration {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly regionId: string;
  readonly endpoint: string;
}

/** @param product as in `ALIBABA_CLOUD_ENDPOINT_<product>` */
export function configuration(product: string): ClientConfiguration {
  return {
    accessKeyId: variable("ALICLOUD_ACCESS_KEY"),
    accessKeySecret: variable("ALICLOUD_SECRET_KEY"),
    regionId: variable("ALICLOUD_REGION"),
    endpoint: variable(`ALIBABA_CLOUD_ENDPOINT_${product}`),
  };
}

export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
