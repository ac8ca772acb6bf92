/** What a document said of its rates and its batch: little enough to be kept while it is edited; and what changed since. */

import { isFinalRate } from "./cell.ts";
import { isForTraining, isMainRate } from "./main-rate.ts";
import { eachOnce, type Parameter } from "./setup.ts";

/** Of each document of a text, in their order: a YAML stream has several. */
export type Snapshot = readonly State[];

interface State {
	/** Learning rates by where they stand; those that share a place are not told apart, and left out. */
	readonly rates: ReadonlyMap<string, number>;
	/** The batch of an optimizer step, as far as it is known. */
	readonly batch: { readonly size: number; readonly counted: string } | undefined;
}

/** The batch changed, and a rate did not. */
export interface Change {
	readonly from: number;
	readonly to: number;
	/** The batch as it is written now. */
	readonly batch: Parameter;
	/** Ends and beginnings of the rate's schedule, which stayed as well. */
	readonly along: readonly Parameter[];
}

export const snapshotOf = (parameters: readonly Parameter[]): Snapshot =>
	byDocument(parameters).map((own) => {
		const batch = batchOf(own);
		return { rates: ratesOf(own), batch: batch && { size: batch.size, counted: batch.counted } };
	});

/** The change of the batch, by the offset of each main rate that stayed as it was. */
export function changesSince(before: Snapshot, parameters: readonly Parameter[]): Map<number, Change> {
	const changes = new Map<number, Change>();
	const documents = byDocument(parameters);
	// A document more or less: nobody knows which is which.
	if (documents.length !== before.length) return changes;
	for (const [i, own] of documents.entries()) {
		const { rates, batch: old } = before[i] as State;
		const batch = batchOf(own);
		if (!batch || !old || batch.counted !== old.counted || batch.size === old.size) continue;
		const now = ratesOf(own);
		const stayed = own.filter((one) => {
			const place = placeOf(one);
			return one.parameter === "learning_rate" && now.has(place) && now.get(place) === rates.get(place);
		});
		const along = stayed.filter(({ role }) => role === "min" || role === "start");
		for (const one of stayed)
			if (isMainRate(one) && isFinalRate(one.setup))
				changes.set(one.span.start, { from: old.size, to: batch.size, batch: batch.parameter, along });
	}
	return changes;
}

function byDocument(parameters: readonly Parameter[]): Parameter[][] {
	const documents = new Map<Parameter["document"], Parameter[]>();
	for (const one of eachOnce(parameters)) {
		const known = documents.get(one.document);
		if (known) known.push(one);
		else documents.set(one.document, [one]);
	}
	return [...documents.values()];
}

const placeOf = ({ keyPath, name, role }: Parameter): string => [role, name, ...keyPath].join("\0");

function ratesOf(parameters: readonly Parameter[]): Map<string, number> {
	const rates = new Map<string, number>();
	for (const one of parameters) {
		if (one.parameter !== "learning_rate" || typeof one.value !== "number" || !(one.value > 0)) continue;
		const place = placeOf(one);
		rates.set(place, rates.has(place) ? Number.NaN : one.value);
	}
	return rates;
}

/** The one batch that trains, times what it is known to be multiplied by. Of several nobody knows which one counts, unless the whole is known. */
function batchOf(
	parameters: readonly Parameter[],
): { size: number; counted: string; parameter: Parameter } | undefined {
	const batches = parameters.filter(
		(one) => one.parameter === "batch_size" && isForTraining(one) && one.role !== "search" && one.role !== "group",
	);
	const [parameter] = batches;
	if (!parameter || typeof parameter.value !== "number" || !(parameter.value > 0)) return undefined;
	const { globalBatch, accumulation, devices, framework } = parameter.setup;
	// OpenMMLab's is the batch that a rate is for, not that of the run.
	if (globalBatch && framework?.value.id !== "mmengine")
		return { size: globalBatch.value, counted: "global", parameter };
	if (batches.length > 1) return undefined;
	const size = parameter.value * (accumulation?.value ?? 1) * (devices?.value ?? 1);
	return { size, counted: `${parameter.role} ${devices !== undefined}`, parameter };
}
