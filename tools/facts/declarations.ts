import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A type as an SDK's `.d.ts` files declare it, without `pulumi.Input`, `pulumi.Output` and `undefined`. */
export type DeclaredType =
  | { readonly kind: "string" | "number" | "boolean" | "any" }
  /** An enumeration: these texts and no others. */
  | { readonly kind: "string"; readonly values: readonly string[] }
  | { readonly kind: "list" | "map"; readonly item: DeclaredType }
  | { readonly kind: "object"; readonly properties: () => Declared };

export interface DeclaredProperty {
  readonly required: boolean;
  readonly type: DeclaredType;
}
export type Declared = ReadonlyMap<string, DeclaredProperty>;

/** What the npm package declares of one resource type. */
export interface DeclaredResource {
  readonly inputs: Declared;
  readonly outputs: Declared;
}

const ANY: DeclaredType = { kind: "any" };

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, false);
}

/** The declarations of a Pulumi npm package, read without the type checker: its generated files have few shapes. */
export class Declarations {
  readonly #root: string;
  readonly #nested = new Map<string, Map<string, ts.InterfaceDeclaration>>();
  readonly #files = new Map<string, string>();
  readonly #scanned = new Set<string>();

  constructor(packageRoot: string) {
    this.#root = packageRoot;
  }

  /** Every resource that the package declares, sorted. */
  tokens(): string[] {
    for (const entry of readdirSync(this.#root, { withFileTypes: true })) {
      if (entry.isDirectory() && entry.name !== "node_modules") this.#scan(join(this.#root, entry.name));
    }
    return [...this.#files.keys()].sort();
  }

  /** @returns undefined where the package has no such resource. */
  resource(token: string): DeclaredResource | undefined {
    const file = this.#fileOf(token);
    const className = token.split(":").at(-1);
    if (file === undefined || className === undefined) {
      return undefined;
    }
    let inputs: Declared = new Map();
    let outputs: Declared = new Map();
    for (const node of parse(file).statements) {
      if (ts.isInterfaceDeclaration(node) && node.name.text === `${className}Args`) {
        inputs = this.#members(node.members);
      } else if (ts.isClassDeclaration(node) && node.name?.text === className) {
        outputs = this.#members(node.members.filter((member) => !isStatic(member)));
      }
    }
    return { inputs, outputs };
  }

  /** What the package says about a resource that is about to go: the sentence that its constructor logs. */
  deprecation(token: string): string | undefined {
    const file = this.#fileOf(token);
    if (file === undefined) return undefined;
    const code = readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8");
    return /pulumi\.log\.warn\("\w+ is deprecated: ([^"]+)"\)/.exec(code)?.[1];
  }

  /** A resource's file can't be told from its token (`vpc/hAVip` is in `vpc/havip.js`), so its code is asked. */
  #fileOf(token: string): string | undefined {
    const moduleName = token.split(":")[1]?.split("/")[0] ?? "";
    this.#scan(join(this.#root, moduleName === "index" ? "." : moduleName));
    return this.#files.get(token);
  }

  #scan(folder: string): void {
    if (this.#scanned.has(folder)) return;
    this.#scanned.add(folder);
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".js"))) {
      const found = tokenOfModule(readFileSync(join(folder, name), "utf8"));
      if (found !== undefined) {
        this.#files.set(found, join(folder, name.replace(/\.js$/, ".d.ts")));
      }
    }
  }

  #members(members: readonly (ts.TypeElement | ts.ClassElement)[]): Declared {
    const found = new Map<string, DeclaredProperty>();
    for (const member of members) {
      if ((ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) && member.type) {
        const name = (member.name as ts.Identifier | ts.StringLiteral).text;
        found.set(name, { required: member.questionToken === undefined, type: this.#type(member.type) });
      }
    }
    return found;
  }

  #type(node: ts.TypeNode): DeclaredType {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { kind: "string" };
      case ts.SyntaxKind.NumberKeyword:
        return { kind: "number" };
      case ts.SyntaxKind.BooleanKeyword:
        return { kind: "boolean" };
    }
    if (ts.isArrayTypeNode(node)) {
      return { kind: "list", item: this.#type(node.elementType) };
    }
    if (ts.isParenthesizedTypeNode(node)) {
      return this.#type(node.type);
    }
    if (ts.isTypeLiteralNode(node)) {
      const index = node.members.find(ts.isIndexSignatureDeclaration);
      return index ? { kind: "map", item: this.#type(index.type) } : ANY;
    }
    if (ts.isUnionTypeNode(node)) {
      // `string | Role` is how a reference to another resource is declared: its name or id is what travels.
      const members = node.types.filter((type) => type.kind !== ts.SyntaxKind.UndefinedKeyword);
      const types = members.map((type) => this.#type(type));
      return types.find((type) => type.kind !== "any") ?? ANY;
    }
    if (ts.isTypeReferenceNode(node)) {
      return this.#reference(node);
    }
    return ANY;
  }

  #reference(node: ts.TypeReferenceNode): DeclaredType {
    const name = entityName(node.typeName);
    const argument = node.typeArguments?.[0];
    if ((name === "pulumi.Input" || name === "pulumi.Output") && argument) {
      return this.#type(argument);
    }
    if (name.startsWith("enums.")) return this.#enumeration(name.slice("enums.".length));
    const match = /^(input|output)s\.(.+)$/.exec(name);
    if (match?.[1] === undefined || match[2] === undefined) {
      return ANY;
    }
    const declaration = this.#interfaces(match[1]).get(match[2]);
    return declaration ? { kind: "object", properties: () => this.#members(declaration.members) } : ANY;
  }

  /** Declared as an object of constants and the union of its values. */
  #enumeration(name: string): DeclaredType {
    const declared = parse(join(this.#root, "types/enums/index.d.ts"))
      .statements.filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations)
      .find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name)?.type;
    const members = declared && ts.isTypeLiteralNode(declared) ? declared.members : [];
    const values = members.flatMap((member) =>
      ts.isPropertySignature(member) &&
      member.type &&
      ts.isLiteralTypeNode(member.type) &&
      ts.isStringLiteral(member.type.literal)
        ? [member.type.literal.text]
        : [],
    );
    return values.length > 0 && values.length === members.length ? { kind: "string", values } : ANY;
  }

  #interfaces(side: string): Map<string, ts.InterfaceDeclaration> {
    let known = this.#nested.get(side);
    if (known === undefined) {
      known = new Map();
      collectInterfaces(parse(join(this.#root, "types", `${side}.d.ts`)).statements, "", known);
      this.#nested.set(side, known);
    }
    return known;
  }
}

/** The resource token that a module of a Pulumi SDK registers, e.g. `alicloud:vpc/network:Network`. */
export function tokenOfModule(source: string): string | undefined {
  return /__pulumiType(?:: string)? = ['"]([^'"]+)['"]/.exec(source)?.[1];
}

function collectInterfaces(
  nodes: readonly ts.Statement[],
  prefix: string,
  into: Map<string, ts.InterfaceDeclaration>,
): void {
  for (const node of nodes) {
    if (ts.isInterfaceDeclaration(node)) {
      into.set(prefix + node.name.text, node);
    } else if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
      collectInterfaces(node.body.statements, `${prefix}${node.name.text}.`, into);
    }
  }
}

function entityName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;
}

function isStatic(member: ts.ClassElement): boolean {
  return (
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword)
  );
}
