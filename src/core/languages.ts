/** Which format a file has, by the end of its name. */

import type { Format } from "./read/model.ts";

const EXTENSIONS: Readonly<Record<string, Format>> = {
	yaml: "yaml",
	yml: "yaml",
	json: "json",
	jsonc: "json",
	toml: "toml",
	py: "python",
	pyw: "python",
	ipynb: "notebook",
};

/** The format of a file by the end of its name; undefined when it is none of ours. */
export function languageOf(fileName: string): Format | undefined {
	// The project file is about rules, not about a training.
	if (/(?:^|[\\/])\.hplint\.\w+$/.test(fileName)) return undefined;
	const extension = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
	return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
}
