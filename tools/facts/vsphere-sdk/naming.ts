/** What a token says about the generated module: `vsphere:index/virtualMachine:VirtualMachine`. */
export interface ModuleName {
  readonly token: string;
  /** File without extension, as in the official package: `virtualMachine`. */
  readonly file: string;
  /** Class or function: `VirtualMachine`, `getDatacenter`. */
  readonly name: string;
}

export function moduleName(token: string): ModuleName {
  const [, path = "", name = ""] = token.split(":");
  return { token, file: path.replace("index/", ""), name };
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The type of one item of a list is named in the singular, as the official package does: `disks`, `...Disk`. */
export function itemTypeName(owner: string, property: string, isList: boolean): string {
  const singular = isList ? property.replace(/ies$/, "y").replace(/s$/, "") : property;
  return owner + capitalized(singular);
}
