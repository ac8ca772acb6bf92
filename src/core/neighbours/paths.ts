/** Paths with `/` between their parts, as text: nothing here looks at a disk. */

export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A folder and those above it, the nearest first. */
export function* upwards(folder: string): Generator<string> {
	for (let at = folder; ; at = folderOf(at)) {
		yield at;
		if (at === "") return;
	}
}

/** What a config may write that is no path beside it: an address, a home folder, a template, another package's `mmdet::…`. */
const ELSEWHERE = /[{}$<>*?\0]|:[/:]|^~/;

/** The path that a reference names, seen from a folder; undefined where it names none or leads above the top. */
export function resolvePath(folder: string, reference: string): string | undefined {
	if (reference === "" || ELSEWHERE.test(reference)) return undefined;
	const written = reference.replaceAll("\\", "/");
	const absolute = /^(?:\/|[A-Za-z]:\/)/.test(written);
	const parts: string[] = [];
	for (const part of (absolute ? written : `${folder}/${written}`).split("/")) {
		if (part === "..") {
			// The first part is empty, or a drive.
			if (parts.length < 2) return undefined;
			parts.pop();
		} else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
	}
	return parts.join("/");
}

/** A file as seen from a document: `../_base_/schedule.py`. */
export function relativePath(from: string, file: string): string {
	const here = folderOf(from).split("/");
	const there = file.split("/");
	let shared = 0;
	while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
	return [...here.slice(shared).map(() => ".."), ...there.slice(shared)].join("/");
}
