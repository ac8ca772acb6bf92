/** How often a script moves a schedule on: by the loop that its `scheduler.step()` stands in. */

import type { Block, Scope } from "../read/model.ts";
import type { DocumentIndex } from "./index-document.ts";

interface Stepping {
	readonly every: "batch" | "epoch";
	/** The number of epochs, as written in the outer loop. */
	readonly epochs: string;
	/** What the inner loop runs over. */
	readonly loader: string;
	/** A way out of the loops before their end. */
	readonly mayEnd: boolean;
}

/**
 * Of a schedule that is bound to a name and stepped at one place, without arguments or conditions, in a loop over epochs that
 * has one loop over batches inside; undefined for anything else.
 */
export function steppingOf(schedule: Scope, document: DocumentIndex): Stepping | undefined {
	const steps = document.calledAs(`${schedule.name}.step`);
	const [step] = steps;
	const rebound = document.bound(schedule.name);
	if (!step || steps.length !== 1 || rebound.length !== 1 || step.parent !== schedule.parent) return undefined;
	if (step.assignments.length + step.children.length > 0) return undefined;
	const around = document.blocks.filter((block) => holds(block, step));
	const loops = around.slice(around.findIndex(({ kind }) => kind === "for"));
	const [outer, inner] = loops;
	const epochs = outer && EPOCHS.exec(outer.over ?? "")?.[1];
	if (!epochs || loops.length > 2 || loops.some(({ kind }) => kind !== "for")) return undefined;
	const inside = document.blocks.filter(
		(block) => block !== outer && block.kind === "for" && holds(outer, block) && loaderOf(block) !== undefined,
	);
	const [batches] = inside;
	const loader = batches && loaderOf(batches);
	if (loader === undefined || inside.length !== 1 || (inner && inner !== batches)) return undefined;
	const mayEnd = /\b(?:break|return)\b/.test(document.text.slice(outer.span.start, outer.span.end));
	return { every: inner ? "batch" : "epoch", epochs, loader, mayEnd };
}

const holds = ({ span }: Block, { span: inner }: Pick<Scope, "span">): boolean =>
	span.start <= inner.start && inner.end <= span.end;

/** `range(epochs)`, `range(1, epochs + 1)`, `tqdm(range(epochs))`, `trange(epochs)`. */
const EPOCHS = /^(?:tqdm(?:\.tqdm)?\(\s*)?t?range\(\s*(?:[\w.]+\s*,\s*)?([\w.]+)(?:\s*\+\s*1)?\s*[,)]/;

/** `train_loader` of `enumerate(tqdm(train_loader), 1)`: what gives batches for training. */
function loaderOf({ over = "" }: Block): string | undefined {
	const name = /^(?:(?:enumerate|tqdm|tqdm\.tqdm|iter)\(\s*)*([\w.]+)\s*(?:[,)].*)?$/s.exec(over)?.[1];
	return name && /load|batches|(?:^|_)dl$/i.test(name) && !/val|test|eval/i.test(name) ? name : undefined;
}
