import { execFile } from "node:child_process";
import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Failure } from "../cli/failure.ts";

const run = promisify(execFile);

/** The base of a pull request in a folder of its own. */
export interface BaseCheckout {
  /** Absolute path of the project in it. */
  readonly root: string;
  readonly commit: string;
  /** The base wants other packages than those that are installed: it runs with the head's. */
  readonly otherPackages: boolean;
  remove(): Promise<void>;
}

/**
 * Checks the merge base of a ref and HEAD out, as code hosts compare: what the base's branch got since is nobody's here.
 * Nothing of the working tree is touched; the installed packages are linked, and the base's own workspaces stay its own.
 * @throws Failure `usage` for a ref that git doesn't know, or where there is no git repository
 */
export async function checkoutBase(projectRoot: string, ref: string): Promise<BaseCheckout> {
  const commit = await commitOf(projectRoot, ref);
  const top = (await git(projectRoot, ["rev-parse", "--show-toplevel"])).trim();
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "hougu-base-")));
  const tree = path.join(folder, "tree");
  const remove = async () => {
    await git(projectRoot, ["worktree", "remove", "--force", tree]).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    await git(projectRoot, ["worktree", "prune"]).catch(() => undefined);
  };
  try {
    await git(projectRoot, ["worktree", "add", "--detach", "--quiet", tree, commit]);
    const root = path.join(tree, path.relative(await realpath(top), await realpath(projectRoot)));
    await linkPackages(path.join(projectRoot, "node_modules"), path.join(root, "node_modules"));
    const otherPackages = (await lockOf(projectRoot)) !== (await lockOf(root));
    return { root, commit, otherPackages, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function commitOf(projectRoot: string, ref: string): Promise<string> {
  // A ref that begins with a dash would be an option.
  if (ref === "" || ref.startsWith("-")) throw unknownRef(ref);
  let commit: string;
  try {
    commit = (await git(projectRoot, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`])).trim();
  } catch (error) {
    throw unknownRef(ref, error);
  }
  try {
    return (await git(projectRoot, ["merge-base", commit, "HEAD"])).trim();
  } catch {
    // Two histories without a common commit, or a shallow clone: the ref itself is what there is.
    return commit;
  }
}

function unknownRef(ref: string, cause?: unknown): Failure {
  return new Failure(
    "usage",
    { en: `option --base: git knows no commit '${ref}'`, zh: `选项 --base：git 中没有提交“${ref}”` },
    {
      hint: {
        en: "git fetch --no-tags origin main, then for example: --base origin/main",
        zh: "先运行 git fetch --no-tags origin main，再使用例如：--base origin/main",
      },
      cause,
    },
  );
}

/** Whether files that git follows differ from HEAD: the review then shows more than the commit. */
export async function isDirty(projectRoot: string): Promise<boolean> {
  return (await git(projectRoot, ["status", "--porcelain", "--untracked-files=no"])).trim() !== "";
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run("git", args, { cwd, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

/**
 * Links to what is installed, package by package. npm's own links to workspaces are made anew with the same relative
 * target, so that they lead into the base's folders.
 */
async function linkPackages(from: string, to: string): Promise<void> {
  // A folder that is a link itself, as between worktrees: what it leads to counts.
  const source = await realpath(from);
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(source)) {
    const [file, link] = [path.join(source, entry), path.join(to, entry)];
    const stats = await lstat(file);
    if (stats.isSymbolicLink()) await symlink(await readlink(file), link);
    else if (entry.startsWith("@") && stats.isDirectory()) await linkPackages(file, link);
    else await symlink(file, link);
  }
}

async function lockOf(root: string): Promise<string> {
  return readFile(path.join(root, "package-lock.json"), "utf8").catch(() => "");
}
