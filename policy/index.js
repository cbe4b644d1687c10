/**
 * The pack's entry. It is JavaScript because the official CLI registers ts-node for packs whatever the options say:
 * an entry in TypeScript would be compiled and type-checked on each preview. What it imports goes through Node's
 * loader for ES modules, where ts-node has no part: there Node strips the types.
 */
import { serve } from "./serve.ts";

// Not awaited: Pulumi's own runner requires this file, which a module that waits at its top can't be.
serve(new URL(import.meta.url));
