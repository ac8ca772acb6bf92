import { isForTraining } from "../recognise/main-rate.ts";
import { isLoaderCall } from "./batch-size-not-positive.ts";
import type { Fix, Page, Rule } from "./rule.ts";

const FLOAT = /^\d[\d_]*(?:\.0*|(?:\.\d*)?[eE]\+?\d+)$/;
/** One true division of plain numbers. */
const DIVIDED = /^[\d._* ]+\/[\d._* ]+$/;

export const page: Page = {
	summary: "A batch size that is not a whole number.",
	severities: ["error", "warning"],
	explanation: `A batch is counted in whole examples, and PyTorch's sampler refuses \`32.0\` as it refuses \`32.5\`.

Silent where a fraction has a meaning: the share of memory in Ultralytics (\`batch: 0.7\`), MaxText's fractional batch per device,
batches counted in seconds or frames.`,
};

export const batchSizeNotWhole: Rule = {
	name: "batch-size-not-whole",
	parameter: "batch_size",
	sources: ["torch-sampler"],
	check(parameter) {
		const { value, text, setup, name } = parameter;
		if (typeof value !== "number" || value <= 0 || !Number.isFinite(value) || !isForTraining(parameter))
			return undefined;
		const python = parameter.document.language === "python";
		// `32.0` and `1e3` are floats; to Python `64 / 2` is one too.
		const writtenAsFloat = Number.isInteger(value) && (FLOAT.test(text) || (python && DIVIDED.test(text)));
		if ((Number.isInteger(value) && !writtenAsFloat) || parameter.role === "search") return undefined;
		if (setup.framework?.value.batchSentinel?.(value, name)) return undefined;
		// A share of the memory or of the data, by its name alone.
		if (value < 1 && /^batch$|ratio|frac/i.test(name)) return undefined;
		const refused = setup.framework?.value.batchMustBeWhole === true;
		const loaded = isLoaderCall(parameter);
		if (DIVIDED.test(text) && !loaded) return undefined;
		// A function's own default may go anywhere, and `1.0` is as good as `1` to most.
		if (writtenAsFloat && parameter.assignment.declared && !loaded) return undefined;
		const fixes = (): Fix[] =>
			[...new Set([Math.floor(value), Math.ceil(value)])]
				.filter((whole) => whole > 0)
				.map((whole, i) => ({
					title: { id: writtenAsFloat ? "fix-write-whole" : "fix-round", params: { name, value: whole } },
					preferred: i === 0,
					safe: writtenAsFloat,
					edits: [{ span: parameter.editSpan, text: String(whole) }],
				}));
		return {
			severity: loaded || (refused && !writtenAsFloat) ? "error" : "warning",
			message: { id: "batch-not-whole", params: { name, value: text } },
			sources: this.sources,
			fixes,
		};
	},
};
