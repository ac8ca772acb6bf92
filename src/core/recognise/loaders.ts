/** The PyTorch loaders that a batch size feeds. */

import type { Assignment, Scope } from "../read/model.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";
import { argument } from "./numbers-beside.ts";
import { onceOf } from "./remembered.ts";
import type { Parameter } from "./setup.ts";

/**
 * The calls of `DataLoader` that take this batch size: as their own argument, or by the name of a variable that is bound
 * only once in the script.
 */
export function loadersFed({ assignment, document }: Parameter): Scope[] {
	if (document.language !== "python") return [];
	const { scope, name } = assignment;
	if (scope.kind === "call") return isLoader(scope) ? [scope] : [];
	const { bound, loaders } = indexOf(document);
	return name !== "" && bound.get(name) === 1 ? (loaders.get(name) ?? []) : [];
}

/** The calls of `DataLoader` that take the default of a flag: `batch_size=args.batch_size`. */
export function loadersFedByFlag({ assignment: { name, declared }, document }: Parameter): Scope[] {
	if (!declared || name === "") return [];
	if (indexOf(document).bound.get(name) !== 1) return [];
	return document.called("DataLoader").filter((loader) => {
		const given = batchArgument(loader)?.value;
		return given?.form === "name" && String(given.value).endsWith(`.${name}`);
	});
}

/** What is asked of a document for each of its batch sizes, found once. */
interface LoaderIndex {
	/** How often a name is given a value, as an argument of a call not counted. */
	readonly bound: ReadonlyMap<string, number>;
	/** Loaders by what stands for their batch size. */
	readonly loaders: ReadonlyMap<unknown, Scope[]>;
}

const indexOf = onceOf((document: DocumentIndex): LoaderIndex => {
	const bound = new Map<string, number>();
	for (const { name, scope } of document.assignments)
		if (name !== "" && scope.kind !== "call") bound.set(name, (bound.get(name) ?? 0) + 1);
	const loaders = new Map<unknown, Scope[]>();
	for (const loader of document.called("DataLoader")) {
		const given = batchArgument(loader)?.value.value;
		const others = loaders.get(given);
		if (others) others.push(loader);
		else loaders.set(given, [loader]);
	}
	return { bound, loaders };
});

/** Whether a name is given a value that is no call's result. */
export const isAssigned = (name: string, document: DocumentIndex): boolean => indexOf(document).bound.has(name);

const isLoader = ({ callee }: Scope): boolean => lastPart(callee ?? "") === "DataLoader";

const batchArgument = (loader: Scope): Assignment | undefined => argument(loader, "batch_size", 1);

/** A loader that is read for training: it shuffles, or its own name or its data's says so. */
export const isTrainingLoader = (loader: Scope): boolean =>
	argument(loader, "shuffle", 2)?.value.value === true ||
	/train/i.test(loader.name) ||
	/train/i.test(String(argument(loader, "dataset", 0)?.value.value ?? ""));

/** `drop_last=True`, or anything that may be it. */
export const mayDropLast = (loader: Scope): boolean => {
	const { value } = argument(loader, "drop_last", 8) ?? {};
	return value !== undefined && value.value !== false;
};

const VARIABLE = /^\w+$/;

/**
 * How many examples stand behind a loader or a call of `fit`, where the script makes them itself: `TensorDataset(X, y)` or
 * `fit(X, y)` of an array made by `torch.randn(500, 10)` or `np.zeros((500, 10))`, straight or by a variable.
 */
export function examplesIn(call: Scope, document: DocumentIndex): number | undefined {
	const data = isLoader(call) ? dataOf(call, "dataset", document) : call;
	if (data && isLoader(call) && lastPart(data.callee ?? "") === "Subset") return chosen(data);
	if (!data || (isLoader(call) && lastPart(data.callee ?? "") !== "TensorDataset")) return undefined;
	const array = dataOf(data, "x", document);
	return array && examplesMade(array);
}

/** `Subset(data, range(40))` */
function chosen({ children }: Scope): number | undefined {
	const range = children.find(({ callee }) => callee === "range");
	const [count, ...others] = range?.assignments ?? [];
	return others.length === 0 && typeof count?.value.value === "number" ? count.value.value : undefined;
}

/** The call that makes the first argument: nested, or bound once to the variable that is given. */
function dataOf(call: Scope, name: string, document: DocumentIndex): Scope | undefined {
	const given = argument(call, name, 0)?.value;
	if (given === undefined) {
		const [nested] = call.children;
		return nested?.kind === "call" && (nested.name === "" || nested.name === name) ? nested : undefined;
	}
	if (typeof given.value !== "string" || !VARIABLE.test(given.value)) return undefined;
	const makers = document.bound(given.value);
	const rebound = isAssigned(given.value, document);
	return makers.length === 1 && !rebound && makers[0]?.kind === "call" ? makers[0] : undefined;
}

const ARRAY_MAKER =
	/^(?:(?:torch|np|numpy)(?:\.random)?\.(?:randn|rand|zeros|ones|empty|randint)|(?:np|numpy)\.random\.normal)$/;

function examplesMade(call: Scope): number | undefined {
	if (!ARRAY_MAKER.test(call.callee ?? "")) return undefined;
	// The shape as one tuple, or spread over the arguments; `randint` has its bounds first.
	const shape =
		call.children.find(({ kind }) => kind === "sequence") ??
		(/randint|normal/.test(call.callee ?? "") ? undefined : call);
	const count = shape?.assignments.find(({ name, path }) => name === "" && path.at(-1) === "0")?.value.value;
	return typeof count === "number" && count > 0 ? count : undefined;
}
