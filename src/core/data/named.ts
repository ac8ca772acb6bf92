/** The data files that a document names, and the column that it says is the label. */

import { resolvePath, upwards } from "../neighbours/paths.ts";
import { type Assignment, isScope, type ReadDocument, type Scope, scopesIn } from "../read/model.ts";
import { words } from "../recognise/words.ts";
import { dataFormatOf } from "./table.ts";

/** A file as the document writes it. */
export interface NamedData {
	readonly written: string;
	/** The name that it stands under: `train_file`; empty for an argument that has none. */
	readonly name: string;
}

const EVALUATION = /^(?:eval|evaluation|val|valid|validation|dev|test|testing|predict|prediction|output|submission)$/;
const TRAINING = /^(?:train|training)$/;

/** Data for training first, for evaluation last; each file once. */
export function dataNamedIn({ documents }: ReadDocument): NamedData[] {
	const found = new Map<string, NamedData>();
	for (const root of documents)
		for (const scope of scopesIn(root))
			for (const { name, value, path } of scope.assignments) {
				const written = value.value;
				if (typeof written !== "string" || dataFormatOf(written) === undefined || found.has(written)) continue;
				// An item of a list stands under the list's name.
				found.set(written, {
					written,
					name: name === "" ? (path.findLast((part) => !/^\d+$/.test(part)) ?? "") : name,
				});
			}
	return [...found.values()].sort((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ written, name }: NamedData): number {
	const all = [...words(name), ...words(written)];
	return all.some((word) => TRAINING.test(word)) ? 0 : all.some((word) => EVALUATION.test(word)) ? 2 : 1;
}

/** Where such a file may be, the likeliest first: seen from the document's folder, then from those above it up to the workspace's. */
export function placesFor(written: string, folder: string, top: string): string[] {
	const places: string[] = [];
	for (const from of upwards(folder)) {
		const place = resolvePath(from, written);
		if (place !== undefined && !places.includes(place)) places.push(place);
		if (from.length <= top.length) break;
	}
	return places;
}

const TARGET =
	/^(?:target|label|y|class|outcome|response|dependent)(?:_?(?:col|column|columns|name|field|key|variable|feature|attribute))?$/;
/** `y = df["price"]`, `y_train = train.price`. */
const COLUMN_OF_FRAME = /^\w+(?:\[\s*\[?\s*["']([^"']+)["']\s*\]?\s*\]|\.(\w+))(?:\.(?:values|to_numpy\(\)))?$/;

/**
 * The columns that a document may mean as label, by what it says: `target: price`, `y = df["price"]`, `df.drop("price", axis=1)`,
 * `df.pop("price")`.
 */
export function targetsNamedIn({ documents }: ReadDocument): string[] {
	return documents.flatMap((root) => [...scopesIn(root)].flatMap(targetsOf));
}

function targetsOf(scope: Scope): string[] {
	const named = scope.assignments.flatMap(({ name, value }) => {
		if (
			!TARGET.test(
				words(name)
					.filter((word) => !TRAINING.test(word))
					.join("_"),
			)
		)
			return [];
		if (typeof value.value === "string" && value.form !== "name") return [value.value];
		const column = COLUMN_OF_FRAME.exec(value.text);
		return column ? [column[1] ?? column[2] ?? ""] : [];
	});
	return /\.(?:drop|pop)$/.test(scope.callee ?? "") ? [...named, ...textsOf(scope)] : named;
}

/** The texts that a call is given, in lists too. */
const textsOf = (call: Scope): string[] =>
	[...call.assignments, ...call.children].flatMap((held: Assignment | Scope) =>
		isScope(held)
			? textsOf(held)
			: typeof held.value.value === "string" && held.value.form !== "name"
				? [held.value.value]
				: [],
	);
