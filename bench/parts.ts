/** The tree that is scanned and its parts by language, each a folder of its own. */

import { cpSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { treeFiles } from "./tree.ts";

export const PARTS = ["all", "yaml", "yaml-json", "python"] as const;
export type Part = (typeof PARTS)[number];

const ENDINGS: Readonly<Record<Part, RegExp>> = {
	all: /\.(?:py|ya?ml|json)$/,
	yaml: /\.ya?ml$/,
	"yaml-json": /\.(?:ya?ml|json)$/,
	python: /\.py$/,
};

/** Folders of other people's code, which no tool is to read. */
const NEVER = /(?:^|[\\/])(?:node_modules|\.git|\.venv|venv|site-packages)[\\/]/;

/** Fills a folder with the parts: of so many generated files, or of the files of an own folder. */
export function fillParts(data: string, count: number, own?: string): void {
	rmSync(data, { recursive: true, force: true });
	if (own === undefined)
		for (const { path, text } of treeFiles(count)) place(join(data, "all", path), (to) => writeFileSync(to, text));
	else
		for (const path of filesOf(own, ENDINGS.all)) place(join(data, "all", path), (to) => cpSync(join(own, path), to));
	for (const part of PARTS.slice(1))
		for (const path of filesOf(join(data, "all"), ENDINGS[part]))
			place(join(data, part, path), (to) => linkSync(join(data, "all", path), to));
}

const filesOf = (folder: string, ending: RegExp): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && ending.test(entry.name))
		.map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
		.filter((path) => !NEVER.test(path));

function place(path: string, write: (path: string) => void): void {
	mkdirSync(dirname(path), { recursive: true });
	write(path);
}
