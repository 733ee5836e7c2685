/**
 * Where this process stands among the control groups: the directories of its own group and of all above
 * it. Both versions of control groups, and systems that mix them, are told apart here and nowhere else;
 * what the directories hold is `cgroup.ts`.
 * @module
 */
import { type Fact, isKnown, known, missing } from "./fact.ts";
import { readFact, type TextSource } from "./text_source.ts";

/** What a control group can limit and this program asks about. */
export type Controller = "cpu" | "memory";

/** The groups that bind this process. */
export interface CgroupPlace {
  readonly version: 1 | 2;
  /** Directories from the process's own group up to the highest that can be seen. A limit in any of them binds. */
  readonly directories: readonly string[];
}

/** A hierarchy of groups in the file system. */
interface Mount {
  /** Group that the mount point shows; groups above it are hidden, as in most containers. */
  readonly root: string;
  readonly point: string;
}

/**
 * Finds the groups that limit this process. A controller belongs to version 1 if that has a hierarchy
 * for it, else to version 2.
 *
 * @param controller What is limited.
 * @param files Where to read.
 * @returns The place, or why it cannot be told.
 */
export function findCgroup(controller: Controller, files: TextSource): Fact<CgroupPlace> {
  const groups = readFact(files, { path: "/proc/self/cgroup", parse: (text) => text.split("\n") });
  const mounts = readFact(files, { path: "/proc/self/mountinfo", parse: (text) => text.split("\n") });
  if (!isKnown(groups)) return groups;
  if (!isKnown(mounts)) return mounts;
  for (const version of [1, 2] as const) {
    const group = groupPath(groups.value, version === 1 ? controller : "");
    const mount = findMount(mounts.value, version === 1 ? controller : "");
    if (group !== null && mount !== null) {
      return known({ version, directories: directoriesUpwards(mount, group) });
    }
  }
  return missing(`no control group limits the ${controller} here`);
}

/** The path in `number:controllers:path` for a controller; version 2 has one line, without controllers. */
function groupPath(lines: readonly string[], controller: string): string | null {
  for (const line of lines) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers?.split(",").includes(controller)) return path!;
  }
  return null;
}

/** The mount of a controller's hierarchy, or of version 2's only one. */
function findMount(lines: readonly string[], controller: string): Mount | null {
  for (const line of lines) {
    const fields = line.split(" ");
    // Optional fields of any number stand before the dash: proc_pid_mountinfo(5).
    const [type, , options] = fields.slice(fields.indexOf("-", 6) + 1);
    const isIt = controller === "" ? type === "cgroup2" : type === "cgroup" && options?.split(",").includes(controller);
    if (isIt) return { root: unescaped(fields[3]!), point: unescaped(fields[4]!) };
  }
  return null;
}

function directoriesUpwards({ root, point }: Mount, group: string): string[] {
  const steps = stepsBelow(root, group);
  return Array.from(
    { length: steps.length + 1 },
    (_, above) => [point, ...steps.slice(0, steps.length - above)].join("/"),
  );
}

/** Names of the groups from a mount's root down to a group; none for a group that the mount does not show. */
function stepsBelow(root: string, group: string): string[] {
  const names = (path: string) => path.split("/").filter((name) => name !== "");
  const above = names(root);
  const steps = names(group);
  const isBelow = above.every((name, i) => steps[i] === name) && !steps.includes("..");
  return isBelow ? steps.slice(above.length) : [];
}

/** Undoes the octal escapes by which the kernel keeps fields apart. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}
