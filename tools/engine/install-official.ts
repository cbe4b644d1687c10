/** Installs the official Pulumi CLI: `node install-official.ts <root> <version>`. Run by from-download.ts. */
import { PulumiCommand } from "@pulumi/pulumi/automation/cmd.js";
import { SemVer } from "semver";

const [root = "", version = ""] = process.argv.slice(2);
await PulumiCommand.install({ root, version: new SemVer(version) });
