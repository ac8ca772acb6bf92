import { safeExponent } from "../present/numbers.ts";
import { numberFrom, pyYamlValue } from "../read/numbers.ts";
import type { Rule } from "./rule.ts";

export const learningRateReadAsText: Rule = {
	name: "learning-rate-read-as-text",
	summary: "A YAML number such as `1e-4` that a plain PyYAML loader reads as text.",
	explanation: `PyYAML follows YAML 1.1, where a number with an exponent needs a dot and a signed exponent: \`1e-4\` and \`1.0e3\` are strings to it,
\`1.0e-4\` is a number to every loader. The script then fails far from the config, with
\`TypeError: '<=' not supported between instances of 'float' and 'str'\`.

An error where the framework's loader is known to read text, information where the loader is unknown, silent for frameworks
that read it as a number (OmegaConf and Hydra, yacs, pydantic, jsonargparse …). The fix writes the same number in the form that
every loader reads.`,
	parameter: "learning_rate",
	severities: ["error", "information"],
	sources: ["pyyaml-resolver", "pyyaml-173"],
	check(parameter, { profile }) {
		const { assignment, setup, role } = parameter;
		const { form, text, tag } = assignment.value;
		if (parameter.document.language !== "yaml" || form !== "plain" || tag !== undefined || profile !== "auto")
			return undefined;
		if (role === "search" || numberFrom(text) === undefined || typeof pyYamlValue(text) === "number") return undefined;
		const framework = setup.framework?.value;
		if (framework?.exponentReading === "number") return undefined;
		const unsafe = framework?.exponentReading === "text";
		const written = safeExponent(text);
		return {
			severity: unsafe ? "error" : "information",
			message: unsafe
				? { id: "rate-is-text", params: { value: text, framework: framework.label, written } }
				: { id: "rate-may-be-text", params: { value: text, written } },
			sources: framework?.exponentSource && unsafe ? [framework.exponentSource, ...this.sources] : this.sources,
			fixes: [
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
