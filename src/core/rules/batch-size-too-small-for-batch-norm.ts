import type { Scope } from "../read/model.ts";
import type { DocumentIndex } from "../recognise/index-document.ts";
import { examplesIn, isTrainingLoader, loadersFed, loadersFedByFlag, mayDropLast } from "../recognise/loaders.ts";
import { onceOf } from "../recognise/remembered.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A training batch of one example, or a last batch of one, under batch normalisation.",
	severities: ["warning", "information"],
	explanation: `BatchNorm takes its mean and variance from the batch. Of one value for each channel it cannot: PyTorch stops with \`Expected more than
1 value per channel when training\`, also in the last batch of an epoch, when the batch size leaves a remainder of 1 and \`drop_last\`
is off. Where \`BatchNorm1d\` takes what a \`Linear\` gives, a batch of one has one value a channel for certain: warning, also for the default of a flag.
\`BatchNorm2d\` goes on with the statistics of a single image, which is what InstanceNorm or GroupNorm are for: information.

OpenMMLab's heads that pool a picture into one value (\`PSPHead\`, \`ASPPHead\`) stop with \`BN\` and one picture on a device: warning.

Only where the script itself has the layers and the loader that trains them. Silent for SyncBatchNorm, for layers that are looked up by
their class (to freeze them), and for GroupNorm or LayerNorm.`,
};

export const batchSizeTooSmallForBatchNorm: Rule = {
	name: "batch-size-too-small-for-batch-norm",
	parameter: "batch_size",
	sources: ["torch-batch-norm", "wu-he-2018"],
	check(parameter) {
		const { value, name, document } = parameter;
		if (typeof value !== "number" || !(value > 0)) return undefined;
		const pooled = value === 1 ? pooledToOne(parameter) : undefined;
		if (pooled)
			return {
				severity: "warning",
				message: { id: "batch-norm-of-one", params: { name, value, layer: pooled } },
				sources: this.sources,
			};
		const layer = normLayer(document);
		const stops = value === 1 && layer === "BatchNorm1d" && normalisesRows(document);
		const fed = [...loadersFed(parameter), ...(stops ? loadersFedByFlag(parameter) : [])];
		const loaders = layer === undefined ? [] : fed.filter(isTrainingLoader);
		const loader = loaders.find((one) => value === 1 || leavesOne(one, document, value));
		if (!loader) return undefined;
		const examples = examplesIn(loader, document);
		return {
			severity: stops ? "warning" : "information",
			message: {
				id: value === 1 ? "batch-norm-of-one" : "batch-norm-last-of-one",
				params: { name, value, layer: layer ?? "", examples: examples ?? "" },
			},
			sources: this.sources,
		};
	},
};

/** Heads of OpenMMLab that pool a whole picture into one value a channel before they normalise. */
const POOLING_HEADS = /^(?:PSP|ASPP|DepthwiseSeparableASPP|UPer)Head$/;

/** `norm_cfg=dict(type="BN")` under such a head, and one picture on a device: the run stops at its first step. */
function pooledToOne({ assignment, document, setup }: Parameter): string | undefined {
	const isOfLoader =
		assignment.name === "samples_per_gpu" ||
		(assignment.name === "batch_size" && assignment.scope.name === "train_dataloader");
	if (setup.framework?.value.id !== "mmengine" || !isOfLoader) return undefined;
	return normUnderPooling(document);
}

const normUnderPooling = onceOf((document: DocumentIndex): string | undefined => {
	const types = document.named("type").map(({ value }) => String(value.value));
	const head = types.find((type) => POOLING_HEADS.test(type));
	return head && types.includes("BN") && !types.includes("SyncBN") ? `BN in ${head}` : undefined;
});

/** The layer of the script that most needs several examples: `BatchNorm1d` has no height and width to average over. */
function normLayer(document: DocumentIndex): string | undefined {
	const spared =
		// A graph or a bag of instances is many rows.
		document.importsFrom("torch_geometric") ||
		document.importsFrom("dgl") ||
		document.called("squeeze").length > 0 ||
		document.called("SyncBatchNorm").length > 0 ||
		document.called("convert_sync_batchnorm").length > 0 ||
		document.called("isinstance").some(({ assignments }) => assignments.some(({ value }) => /Norm/.test(value.text)));
	if (spared) return undefined;
	return ["BatchNorm1d", "BatchNorm2d", "BatchNorm3d"].find((name) => document.called(name).length > 0);
}

/** `self.bn(self.fc(x))`: rows are examples, unless something in the script makes other rows of them. */
function normalisesRows(document: DocumentIndex): boolean {
	const bound = (callee: string, name: string | undefined): boolean =>
		document.called(callee).some((call) => call.name !== "" && call.name === name);
	return (
		!OTHER_ROWS.test(document.text) &&
		[...document.text.matchAll(NESTED)].some(([, norm, inner]) => bound("BatchNorm1d", norm) && bound("Linear", inner))
	);
}

const NESTED = /\bself\.(\w+)\(\s*self\.(\w+)\(/g;
const OTHER_ROWS = /(?:view|reshape|flatten|cat|pack_padded_sequence)\(\s*(?:-1|0|\[)|\b\w+\[0\]/;

function leavesOne(loader: Scope, document: DocumentIndex, batch: number): boolean {
	const examples = examplesIn(loader, document);
	return examples !== undefined && examples > batch && examples % batch === 1 && !mayDropLast(loader);
}
