/** Configs that a script loads by a literal name, and what its loader makes of their numbers. */

import { type Assignment, type ReadDocument, type Scope, scopesIn } from "../read/model.ts";
import type { Loader } from "../recognise/around.ts";
import type { Mechanism, Reference } from "./mechanism.ts";
import { folderOf, resolvePath } from "./paths.ts";

const CONFIG = /\.(?:ya?ml|json)$/i;
/** Calls that open or load the file they are given. */
const LOADS = /(?:^|\.)(?:open|Path|load|load_config|load_yaml|from_yaml|parse_yaml_file|parse_json_file)$/;
const isHydra = ({ kind, callee, assignments }: Scope): boolean =>
	kind === "call" &&
	/^(?:hydra\.)?main$/.test(callee ?? "") &&
	assignments.some(({ name }) => name === "config_name" || name === "config_path");

export const loadedConfigs: Mechanism = {
	languages: ["python"],
	mayRefer: /\.(?:ya?ml|json)\b|\bhydra\b/,
	references({ documents: [root] }, path) {
		if (!root) return [];
		const files = [...scopesIn(root)].flatMap((scope) =>
			isHydra(scope) ? (hydraConfig(scope) ?? []) : scope.assignments.filter(names).map(({ value }) => value.value),
		);
		return [...new Set(files)].flatMap((file): Reference[] => {
			const candidate = resolvePath(folderOf(path), String(file));
			return candidate === undefined ? [] : [{ candidates: [candidate] }];
		});
	},
};

/** `open("config.yaml")`, or the default of a flag: `add_argument("--config", default="config.yaml")`. */
function names({ value, name, scope, declared }: Assignment): boolean {
	if (value.form !== "quoted" || typeof value.value !== "string" || !CONFIG.test(value.value)) return false;
	return declared ? /^(?:config|cfg)/.test(name) : scope.kind === "call" && LOADS.test(scope.callee ?? "");
}

/** `@hydra.main(config_path="conf", config_name="config")`: `conf/config.yaml`. */
function hydraConfig({ assignments }: Scope): string | undefined {
	const text = (name: string): string | undefined => {
		const { value } = assignments.find((one) => one.name === name)?.value ?? {};
		return typeof value === "string" ? value : undefined;
	};
	const [folder, file] = [text("config_path"), text("config_name")];
	return file === undefined ? undefined : `${folder ?? "."}/${file.replace(/\.ya?ml$/, "")}.yaml`;
}

/** `yaml.load` with one of PyYAML's own loaders. */
function isPlainLoad({ kind, callee, assignments }: Scope): boolean {
	const loader = assignments.find(({ name, path }) => name === "Loader" || (name === "" && path.at(-1) === "1"));
	return (
		kind === "call" &&
		callee === "yaml.load" &&
		(!loader || /^(?:yaml\.)?C?(?:Safe|Full|Unsafe|Base)?Loader$/.test(loader.value.text))
	);
}

/** How the one kind of loader of a script reads `1e-4`; undefined where it has none or several, or one that it has taught. */
export function loaderOf({ text, imports, documents: [root] }: ReadDocument): Loader | undefined {
	if (text.includes("add_implicit_resolver")) return undefined;
	// Only one of them is called `yaml` in a script, and each reads its own YAML.
	const isRuamel = imports.some((name) => /^ruamel[._]yaml\b/.test(name));
	const isPyYaml = imports.some((name) => /^yaml\b/.test(name));
	const found = [...(root ? scopesIn(root) : [])].flatMap((scope): Loader[] => {
		const callee = scope.kind === "call" ? (scope.callee ?? "") : "";
		const told = { span: scope.span, because: `${callee}(…)` };
		if (/^yaml\.(?:safe_load|full_load|unsafe_load)$/.test(callee) || isPlainLoad(scope))
			return isPyYaml === isRuamel ? [] : [{ value: isPyYaml ? "text" : "number", ...told }];
		const isNumber = /^OmegaConf\.load$|^YAML$|^ruamel\.yaml\.YAML$/.test(callee) || isHydra(scope);
		return isNumber ? [{ value: "number", ...told }] : [];
	});
	return found.every(({ value }) => value === found[0]?.value) ? found[0] : undefined;
}
