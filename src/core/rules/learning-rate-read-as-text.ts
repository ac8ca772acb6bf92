import type { SourceId } from "../evidence/sources.ts";
import { safeExponent } from "../present/numbers.ts";
import { literalOf } from "../read/model.ts";
import { numberFrom, pyYamlValue } from "../read/numbers.ts";
import type { Setup } from "../recognise/facts.ts";
import type { Parameter } from "../recognise/setup.ts";
import { phrase } from "../words/phrase.ts";
import { isQuotedAlone } from "./quoted.ts";
import type { Page, Rule, Verdict } from "./rule.ts";

const YAML_SOURCES = ["pyyaml-resolver", "pyyaml-173"] as const;

export const page: Page = {
	summary: "A YAML number such as `1e-4` that a plain PyYAML loader reads as text.",
	severities: ["error", "information"],
	explanation: `PyYAML follows YAML 1.1, where a number with an exponent needs a dot and a signed exponent: \`1e-4\` and \`1.0e3\` are strings to it,
\`1.0e-4\` is a number to every loader. The script then fails far from the config, with
\`TypeError: '<=' not supported between instances of 'float' and 'str'\`.

An error where the framework's loader is known to read text, information where the loader is unknown, silent for frameworks
that read it as a number (OmegaConf and Hydra, yacs, pydantic, jsonargparse …). A number in quotes is an error where such a loader reads it,
and in a script where it is given to one of PyTorch's optimizers; information in a YAML file of an unknown loader, beside numbers that are not in quotes. The fix writes the same number in the form that
every loader reads.`,
};

export const learningRateReadAsText: Rule = {
	name: "learning-rate-read-as-text",
	parameter: "learning_rate",
	sources: ["pyyaml-resolver", "pyyaml-173", "torch-optimizers"],
	check(parameter, { profile }) {
		const { assignment, setup, role } = parameter;
		const { form, text, tag } = literalOf(assignment);
		if (form === "quoted") return quoted(parameter, YAML_SOURCES);
		if (parameter.document.language !== "yaml" || form !== "plain" || tag !== undefined || profile !== "auto")
			return undefined;
		if (role === "search" || numberFrom(text) === undefined || typeof pyYamlValue(text) === "number") return undefined;
		const framework = setup.framework?.value;
		const reading = readingOf(setup);
		if (reading === "number") return undefined;
		const unsafe = reading === "text";
		const written = safeExponent(text);
		return {
			severity: unsafe ? "error" : "information",
			message: unsafe
				? {
						id: "rate-is-text",
						params: { value: text, framework: readerOf(setup) ?? "", written },
					}
				: { id: "rate-may-be-text", params: { value: text, written } },
			sources: framework?.exponentSource && unsafe ? [framework.exponentSource, ...YAML_SOURCES] : YAML_SOURCES,
			fixes: () => [
				{
					title: { id: "fix-write-as-number", params: { value: written } },
					preferred: true,
					safe: true,
					edits: [{ span: parameter.editSpan, text: written }],
				},
			],
		};
	},
};

const readingOf = ({ loader, framework }: Setup): string | undefined =>
	loader?.value ?? framework?.value.exponentReading;
/** Who reads text there, in words. */
const readerOf = ({ loader, framework }: Setup): string | undefined => (loader ? "PyYAML" : framework?.value.label);

/** A number in quotes: text to every loader, and frameworks differ in whether they turn text into numbers. */
function quoted(parameter: Parameter, sources: readonly SourceId[]): Verdict | undefined {
	const { assignment, setup, document, text, role, value } = parameter;
	const framework = setup.framework?.value;
	if (typeof value !== "number" || role === "search" || assignment.declared) return undefined;
	const inOptimizer =
		document.language === "python" &&
		/(?:^|\.)optim\.\w+$|^[A-Z]\w+$/.test(assignment.scope.callee ?? "") &&
		setup.optimizer?.span === assignment.scope.span &&
		document.imports.some((name) => /^torch\b/.test(name));
	const inConfig = document.language === "yaml" && readingOf(setup) === "text";
	const unsure = document.language === "yaml" && !framework && isQuotedAlone(assignment);
	if (!inOptimizer && !inConfig && !unsure) return undefined;
	const written = inConfig || unsure ? safeExponent(text.slice(1, -1).trim()) : text.slice(1, -1).trim();
	return {
		severity: unsure ? "information" : "error",
		message: {
			id: "rate-is-text",
			params: { value: text, framework: readerOf(setup) ?? (unsure ? phrase("A YAML loader") : "Python"), written },
		},
		sources: inConfig || unsure ? sources : ["torch-optimizers"],
		fixes: () => [
			{
				title: { id: "fix-write-as-number", params: { value: written } },
				preferred: true,
				safe: false,
				edits: [{ span: parameter.editSpan, text: written }],
			},
		],
	};
}
