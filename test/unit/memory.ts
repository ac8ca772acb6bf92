import type { Port } from "../../src/core/neighbours/neighbourhood.ts";

/** Files in memory; `asked` tells what was looked for. */
export function inMemory(files: Readonly<Record<string, string>>, asked: string[] = []): Port {
	return {
		async read(path) {
			asked.push(path);
			return Object.hasOwn(files, path) ? files[path] : undefined;
		},
		async list(folder) {
			const inFolder = (path: string): boolean => path.slice(0, path.lastIndexOf("/")) === folder;
			return Object.keys(files)
				.filter(inFolder)
				.map((path) => path.slice(folder.length + 1));
		},
	};
}
