import type { DocumentIndex } from "../index-document.ts";
import { atTop, type Framework, type Mark, saying } from "./framework.ts";

/** Sections of `hydra:`. */
const SECTIONS = ["run", "sweep", "sweeper", "job", "launcher", "searchpath", "mode", "output_subdir", "job_logging"];

/** Hydra and OmegaConf in general. */
export const hydra: Framework = {
	id: "hydra",
	label: "Hydra",
	recognise: (document) => (document.language === "yaml" ? config(document) : undefined),
	exponentReading: "number",
};

function config(document: DocumentIndex): Mark | undefined {
	const own = document.scopesNamed("hydra").find(({ parent }) => parent === document.root);
	const holds = (name: string): boolean => SECTIONS.includes(name);
	if (own && [...own.assignments, ...own.children].some(({ name }) => holds(name))) return atTop(document, "hydra");
	const defaults = document
		.scopesNamed("defaults")
		.find(({ kind, parent }) => kind === "sequence" && parent === document.root);
	const composes =
		defaults?.assignments.some(({ value }) => value.value === "_self_") ||
		defaults?.children.some(({ assignments }) =>
			assignments.some(({ name }) => /^(?:override |optional |\/)/.test(name)),
		);
	if (defaults?.nameSpan && composes) return { span: defaults.nameSpan, because: "defaults" };
	const target = saying(document, "_target_", /^[a-z_]\w*(?:\.\w+)+$/i);
	return target && !document.assignments.some(({ value }) => isReferenceOfMonai(value.text)) ? target : undefined;
}

/** MONAI's bundles have `_target_` too, and references with `@` and `$` of their own. Of all values few begin like one. */
const isReferenceOfMonai = (text: string): boolean => SIGNS.includes(text.charAt(0)) && REFERENCE.test(text);

const SIGNS = ["@", "$", '"', "'"];
const REFERENCE = /^["']?(?:@|\$[^{])/;
