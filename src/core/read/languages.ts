/** Which format a file is of. */

import type { Format } from "./model.ts";

const EXTENSIONS: Readonly<Record<string, Format>> = {
	yaml: "yaml",
	yml: "yaml",
	json: "json",
	jsonc: "json",
	json5: "json",
	jsonnet: "json",
	libsonnet: "json",
	py: "python",
	pyw: "python",
	toml: "toml",
	ipynb: "notebook",
	gin: "gin",
	sh: "shell",
	bash: "shell",
	zsh: "shell",
	ksh: "shell",
	slurm: "shell",
	sbatch: "shell",
};

/** The format of a file by the end of its name; undefined when it is none of ours. */
export function languageOf(fileName: string): Format | undefined {
	// The project file is about rules, not about a training.
	if (/(?:^|[\\/])\.hplint\.\w+$/.test(fileName)) return undefined;
	const extension = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
	return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
}
