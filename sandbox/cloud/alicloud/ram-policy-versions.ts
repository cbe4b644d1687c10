import { type Attributes, isRecord, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { timestamp } from "./time.ts";

/** Versions that a policy may have (RAM's limits). */
const MOST_VERSIONS = 5;

/** What a change asks for beside new values; it is done and never kept. */
export const PROPOSED = "proposedVersion";
export const DROPPED = "droppedVersion";

type Judge = Pick<Look, "now" | "refuse">;

/** A new policy's only version. */
export function firstVersion(policyDocument: string, now: number): Attributes {
  const first = version(1, policyDocument, now);
  return { defaultVersion: first.versionId, versionId: first.versionId, versions: [first], lastVersion: 1 };
}

/** The versions of a policy, oldest first. One that was kept before there was a list has its default version. */
export function versionsOf(policy: Attributes): readonly Attributes[] {
  const versions = records(policy, "versions");
  if (versions.length > 0) return versions;
  return [
    {
      versionId: text(policy, "defaultVersion"),
      policyDocument: text(policy, "policyDocument"),
      createTime: text(policy, "createTime"),
    },
  ];
}

/**
 * A policy's versions after a change: a version proposed or dropped, another default, or a new document, which is a
 * version of its own and the default.
 */
export function versionsAfter(wanted: Attributes, judge: Judge, before: Attributes): Attributes {
  const proposed = wanted[PROPOSED];
  const dropped = text(wanted, DROPPED);
  const done = { [PROPOSED]: null, [DROPPED]: null };
  if (isRecord(proposed)) {
    const document = text(proposed, "policyDocument");
    return {
      ...done,
      ...withVersion(wanted, document, { ...judge, byDefault: proposed.isDefault === true }),
    };
  }
  if (dropped !== "") return { ...done, versions: withoutVersion(before, dropped, judge) };
  if (wanted.defaultVersion !== before.defaultVersion) {
    return { ...done, ...asDefault(versionIn(before, text(wanted, "defaultVersion"), judge)) };
  }
  if (wanted.policyDocument === before.policyDocument) return done;
  return {
    ...done,
    ...withVersion(wanted, text(wanted, "policyDocument"), { ...judge, byDefault: true }),
  };
}

/** @throws CloudError when there is none of that id */
function versionIn(policy: Attributes, versionId: string, { refuse }: Judge): Attributes {
  const found = versionsOf(policy).find((one) => one.versionId === versionId);
  return (
    found ?? refuse("EntityNotExist.Policy.Version", `The policy version does not exist. (${versionId})`)
  );
}

function asDefault({ versionId = null, policyDocument = null }: Attributes): Attributes {
  return { defaultVersion: versionId, versionId, policyDocument };
}

/** Numbers are never used again. Where there is no room, the oldest that isn't the default goes if the policy says so. */
function withVersion(
  policy: Attributes,
  policyDocument: string,
  { now, refuse, byDefault }: Judge & { readonly byDefault: boolean },
): Attributes {
  const before = versionsOf(policy);
  const highest = Math.max(...before.map((one) => Number(text(one, "versionId").slice(1))));
  const number = Math.max(Number(policy.lastVersion ?? 0), highest) + 1;
  const added = version(number, policyDocument, now);
  const full = before.length >= MOST_VERSIONS;
  if (full && policy.rotateStrategy !== "DeleteOldestNonDefaultVersionWhenLimitExceeded") {
    refuse("LimitExceeded.Policy.Version", `A policy has at most ${MOST_VERSIONS} versions.`);
  }
  const oldest = full ? before.find((one) => one.versionId !== policy.defaultVersion) : undefined;
  return {
    versions: [...before.filter((one) => one !== oldest), added],
    lastVersion: number,
    ...(byDefault && asDefault(added)),
  };
}

function withoutVersion(policy: Attributes, versionId: string, judge: Judge): readonly Attributes[] {
  const gone = versionIn(policy, versionId, judge);
  if (versionId === policy.defaultVersion) {
    judge.refuse(
      "DeleteConflict.Policy.Version.Default",
      `You cannot delete the default policy version. (${versionId})`,
    );
  }
  return versionsOf(policy).filter((one) => one !== gone);
}

function version(number: number, policyDocument: string, now: number) {
  return { versionId: `v${number}`, policyDocument, createTime: timestamp(now) };
}
