/** What stands behind a value that its text does not show: a whole batch, the rate that the optimizer gets, what PyYAML makes of it. */

import { literalOf, type Span } from "../read/model.ts";
import { pyYamlValue } from "../read/numbers.ts";
import { isMainRate } from "../recognise/main-rate.ts";
import { eachOnce, type Parameter } from "../recognise/setup.ts";
import { phrase } from "../words/phrase.ts";
import { chainOf, effectiveRate } from "./derived.ts";
import { showAmount, showNumber } from "./numbers.ts";

export interface Hint {
	/** Of the value, behind which it is shown. */
	readonly span: Span;
	readonly label: string;
	/** How it comes about; empty where the label says it. */
	readonly tooltip: string;
}

/** In the order of the text; one a value, with all that is told of it. A constant may have many uses. */
export const hintsOf = (parameters: readonly Parameter[]): Hint[] =>
	eachOnce(parameters).flatMap((one) => {
		const derived = one.parameter === "batch_size" ? batch(one) : rate(one);
		const said = [derived, pyYaml(one) ?? (derived && asText(one))].filter((fact) => fact !== undefined);
		if (said.length === 0) return [];
		const [label, tooltip] = [said.map((fact) => fact.label).join("; "), said.map((fact) => fact.tooltip).join("\n")];
		return [{ span: one.span, label, tooltip }];
	});

type Said = Omit<Hint, "span">;

/** `010` is 8 to PyYAML. Text where a number is meant is a finding by itself, and told here beside what it would come to. */
function pyYaml({ assignment, document, value }: Parameter): Said | undefined {
	const { form, text, tag } = literalOf(assignment);
	if (document.language !== "yaml" || form !== "plain" || tag !== undefined) return undefined;
	const read = pyYamlValue(text);
	return typeof read !== "number" || read === value || Number.isNaN(read)
		? undefined
		: {
				label: phrase("= {number} to PyYAML", { number: showNumber(read) }),
				tooltip: phrase("YAML 1.1 reads a whole number with a leading zero as octal."),
			};
}

/** In one word: VS Code cuts what is longer than 43 letters. */
function asText({ assignment, document }: Parameter): Said | undefined {
	const { form, text, tag } = literalOf(assignment);
	if (form === "quoted")
		return {
			label: phrase("text"),
			tooltip: phrase("In quotes it is text: whoever uses it must turn it into a number."),
		};
	const isText = document.language === "yaml" && form === "plain" && tag === undefined;
	return isText && typeof pyYamlValue(text) === "string"
		? {
				label: phrase("text"),
				tooltip: phrase("YAML 1.1 wants a dot and a signed exponent: without them it is text."),
			}
		: undefined;
}

function batch(parameter: Parameter): Said | undefined {
	const chain = chainOf(parameter);
	// Whether a plain batch size is that of a device is for its trainer to say.
	if (!chain || (parameter.role === "base" && !chain.complete)) return undefined;
	const { factors, step, complete, tokens } = chain;
	const [, ...others] = factors;
	const product = complete
		? phrase("= {batch} global", { batch: step })
		: phrase("{factors}= {batch} on each device", {
				factors: others.map(({ count }) => `× ${count} `).join(""),
				batch: step,
			});
	const counted = tokens === undefined ? "" : phrase("{count} tokens", { count: showAmount(tokens) });
	return {
		label: others.length === 0 ? `= ${counted}` : counted === "" ? product : `${product}, ${counted}`,
		tooltip: phrase("{product}, in one optimizer step", {
			product: factors.map(({ count, of }) => `${count} ${of}`.trim()).join(" × "),
		}),
	};
}

function rate(parameter: Parameter): Said | undefined {
	const effective = isMainRate(parameter) ? effectiveRate(parameter) : undefined;
	return (
		effective && { label: `= ${showNumber(effective.value)} ${effective.what}`, tooltip: effective.lines.join("\n") }
	);
}
