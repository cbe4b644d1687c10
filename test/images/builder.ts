import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { shellWord } from "../../components/guest/shell.ts";
import type { Dockerfile, Instruction, Stage } from "../../components/images/dockerfile.ts";

/** What a machine must have to build without Docker. */
export const BUILDER_COMMANDS = ["unshare", "chroot", "setpriv", "npm"];

/** The base image's Node: the one that runs this. */
const NODE = resolve(process.execPath);

/** A context as a builder sends it: without what its `.dockerignore` names. Patterns of the form `**` + `/name` alone. */
export async function contextOf(folder: string): Promise<string> {
  const ignored = (await readFile(join(folder, ".dockerignore"), "utf8")).split("\n").filter(Boolean);
  const names = ignored.map((pattern) => {
    if (!/^\*\*\/(\*\.)?[\w-]+$/.test(pattern)) throw new Error(`.dockerignore: ${pattern} isn't understood`);
    const name = pattern.slice(3);
    return name.startsWith("*.")
      ? (path: string) => path.endsWith(name.slice(1))
      : (path: string) => path === name;
  });
  const context = await mkdtemp(join(tmpdir(), "hougu-context-"));
  await cp(folder, context, {
    recursive: true,
    filter: (source) => relative(folder, source) === "" || !names.some((is) => is(basename(source))),
  });
  return context;
}

/**
 * A shell script that does what a builder does with a Dockerfile, and then what Docker does with the image: each stage is
 * a copy of this computer's system with the image's Node (what `FROM` names can't be had without Docker), instructions
 * happen in there, and the last stage is made read-only and runs its entrypoint as its user. To be run in a mount
 * namespace of its own.
 */
export function buildAndRun(dockerfile: Dockerfile, context: string, folder: string): string {
  const { stages, entrypoint } = dockerfile;
  const root = (stage: string) => join(folder, stage);
  const last = stages.at(-1) as Stage;
  const user = last.instructions.findLast((one) => one.do === "user");
  const env = last.instructions.flatMap((one) => (one.do === "env" ? Object.entries(one.values) : []));
  const workdir = last.instructions.findLast((one) => one.do === "workdir")?.path ?? "/";
  const command = entrypoint.map(shellWord).join(" ");
  return [
    "set -e",
    `mount -t tmpfs tmpfs ${folder}`,
    ...stages.flatMap((stage) => [...system(root(stage.name)), ...steps(stage, context, root)]),
    `mount -o remount,ro ${root(last.name)}`,
    `exec chroot ${root(last.name)} setpriv --reuid ${user?.uid} --regid ${user?.gid} --clear-groups --no-new-privs env -i ` +
      `PATH=/image:/usr/bin:/bin ${env.map(([name, value]) => shellWord(`${name}=${value}`)).join(" ")} ` +
      `"$@" sh -c ${shellWord(`cd ${workdir} && exec ${command}`)}`,
  ].join("\n");
}

function system(root: string): string[] {
  return [
    `mkdir -p ${root} ${root}.upper ${root}.work`,
    `mount -t overlay overlay -o lowerdir=/,upperdir=${root}.upper,workdir=${root}.work ${root}`,
    `mount --rbind /dev ${root}/dev`,
    `mount --rbind /proc ${root}/proc`,
    ...["/etc/resolv.conf", "/etc/hosts"].map((file) => `mount --bind ${file} ${root}${file}`),
    `mkdir ${root}/image && cp ${NODE} ${root}/image/node`,
  ];
}

function steps(stage: Stage, context: string, root: (stage: string) => string): string[] {
  let workdir = "/";
  return stage.instructions.flatMap((one: Instruction): string[] => {
    const inside = (path: string) => join(root(stage.name), resolve(workdir, path));
    switch (one.do) {
      case "workdir":
        workdir = one.path;
        return [`mkdir -p ${inside(".")}`];
      case "run": {
        const command = `cd ${workdir} && ${one.command.join(" && ")}`;
        return [`PATH="/image:$PATH" chroot ${root(stage.name)} sh -ec ${shellWord(command)} >&2`];
      }
      case "copy": {
        const from = one.from === undefined ? context : root(one.from);
        // A folder's content, or a file by the name that it gets; several go into a folder.
        return one.sources.map((source) =>
          one.to.endsWith("/")
            ? `mkdir -p ${inside(one.to)} && cp -a ${join(from, source)} ${inside(one.to)}`
            : `mkdir -p ${dirname(inside(one.to))} && cp -aT ${join(from, source)} ${inside(one.to)}`,
        );
      }
      default:
        return [];
    }
  });
}

export async function removed(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
