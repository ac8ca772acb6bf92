/** The setups of an analysed document as the map shows them: one for each learning rate that trains. */

import type { Analysis } from "../linter.ts";
import { chainOf, effectiveRate } from "../present/derived.ts";
import { say } from "../present/messages.ts";
import { nameOptimizer, nameRegime } from "../present/names.ts";
import type { Scope, Span } from "../read/model.ts";
import { isFinalRate } from "../recognise/cell.ts";
import type { Setup } from "../recognise/facts.ts";
import type { DocumentIndex } from "../recognise/index-document.ts";
import { isMainRate } from "../recognise/main-rate.ts";
import type { Parameter } from "../recognise/setup.ts";
import { isInUnitTest } from "../recognise/unit-test.ts";
import type { Role } from "../recognise/vocabulary.ts";
import { SEVERITIES } from "../rules/rule.ts";
import { kindOf } from "./kinds.ts";
import type { Kind, MappedBatch, MappedSetup } from "./model.ts";

export interface SetupOnMap {
	readonly setup: MappedSetup;
	readonly kind: Kind;
	/** Of the rate. */
	readonly span: Span;
}

/** In the order of the text. What only tells what it will be multiplied with is no rate, and left out. */
export function setupsOf({ parameters, findings }: Pick<Analysis, "parameters" | "findings">): SetupOnMap[] {
	const findingAt = new Map(findings.map((finding) => [finding.parameter.span.start, finding]));
	const ownBatch = nearestBatches(parameters);
	const found = new Map<string, SetupOnMap>();
	for (const parameter of parameters) {
		const rate = isMainRate(parameter) && !isInUnitTest(parameter) ? trainedRate(parameter) : undefined;
		if (rate === undefined) continue;
		const { setup, span, assignment, name, text } = parameter;
		const { framework, optimizer, regime } = setup;
		const kind = kindOf(setup, assignment.scope);
		const own = ownBatch(parameter);
		const batch = mappedBatch(setup, own);
		// A constant may have many uses: one dot for each setup that they make.
		const key = [span.file, span.start, kind.id, batch?.value].join("|");
		if (found.has(key)) continue;
		const [finding] = [parameter, own]
			.flatMap((one) => (one && findingAt.get(one.span.start)) ?? [])
			.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
		found.set(key, {
			kind,
			span,
			setup: {
				kind: kind.id,
				name,
				written: text,
				rate,
				...(batch && { batch }),
				...(framework && { framework: framework.value.label }),
				...(optimizer && { optimizer: nameOptimizer(optimizer.value.name) }),
				...(regime && { regime: nameRegime(regime.value) }),
				...(finding && { finding: { severity: finding.severity, message: say(finding.message) } }),
			},
		});
	}
	return [...found.values()];
}

/** What the optimizer gets, where that is known: a framework may scale a base by the batch, and Noam's number is a multiplier. */
function trainedRate(parameter: Parameter): number | undefined {
	const { value, setup } = parameter;
	if (!isFinalRate(setup)) return effectiveRate(parameter)?.value;
	return typeof value === "number" && value > 0 && Number.isFinite(value) ? value : undefined;
}

/** The batch of a step as the setup tells it, else as much of it as the rate's own batch does. */
function mappedBatch(
	{ globalBatch, accumulation, devices }: Setup,
	own: Parameter | undefined,
): MappedBatch | undefined {
	if (globalBatch) return { value: globalBatch.value, isGlobal: true, because: globalBatch.because };
	if (!own) return undefined;
	const chain = chainOf(own);
	const factors = [accumulation, devices].flatMap((one) => one ?? []);
	return {
		value: chain?.step ?? Number(own.value),
		isGlobal: chain?.complete ?? own.role === "global",
		because: [`${own.name}: ${own.text}`, ...(chain ? factors.map((factor) => factor.because) : [])].join(" × "),
	};
}

/** Batches that a rate may belong to, the whole before its parts. */
const ROLES: readonly Role[] = ["global", "base", "per-device", "micro"];

/** For each rate the batch that stands nearest to it. Where several do, which differ, nobody knows which one is its. */
function nearestBatches(parameters: readonly Parameter[]): (rate: Parameter) => Parameter | undefined {
	// By document, since a command is one of its own that hangs in the file around it; then by every scope that holds them.
	const held = new Map<DocumentIndex, Map<Scope, Parameter[]>>();
	for (const one of parameters) {
		const { parameter, role, value, document, assignment } = one;
		if (parameter !== "batch_size" || !ROLES.includes(role) || typeof value !== "number" || !(value > 0)) continue;
		const scopes = held.get(document) ?? new Map<Scope, Parameter[]>();
		held.set(document, scopes);
		for (const scope of upwards(assignment.scope)) scopes.get(scope)?.push(one) ?? scopes.set(scope, [one]);
	}
	const chosen = new Map<readonly Parameter[], Parameter | undefined>();
	return ({ document, assignment }) => {
		const scopes = held.get(document);
		if (!scopes) return undefined;
		const holder = [...upwards(assignment.scope)].find((scope) => scopes.has(scope));
		const nearest = (holder && scopes.get(holder)) ?? [];
		if (!chosen.has(nearest)) chosen.set(nearest, agreed(nearest));
		return chosen.get(nearest);
	};
}

function agreed(batches: readonly Parameter[]): Parameter | undefined {
	const role = ROLES.find((wanted) => batches.some((one) => one.role === wanted));
	const [first, ...others] = batches.filter((one) => one.role === role);
	return others.every(({ value }) => value === first?.value) ? first : undefined;
}

function* upwards(from: Scope): Generator<Scope> {
	for (let scope: Scope | undefined = from; scope; scope = scope.parent) yield scope;
}
