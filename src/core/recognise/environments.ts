/** How many copies of its environment an agent of Stable-Baselines plays at once. */

import type { Scope } from "../read/model.ts";
import { numberOf } from "./constants.ts";
import { type DocumentIndex, lastPart } from "./index-document.ts";
import { argument, beside, numberBeside } from "./numbers-beside.ts";

/** Of an agent in a script, by its second argument; undefined where that is not certain. */
export function environmentsOf(agent: Scope, document: DocumentIndex): number | undefined {
	const environment = argument(agent, "env", 1);
	const given = environment?.value;
	// An environment by its name is made once.
	if (typeof given?.value === "string" && given.form === "quoted") return 1;
	const makers = document.called("make_vec_env");
	const counts = makers.map((call) => {
		const count = argument(call, "n_envs", 1);
		return count ? numberOf(count) : 1;
	});
	if (counts.length > 0) return counts.every((count) => count === counts[0]) ? counts[0] : undefined;
	const bound = typeof given?.value === "string" ? document.bound(given.value) : [];
	const [vector] = bound;
	if (vector && bound.length === 1 && VECTOR.test(lastPart(vector.callee ?? ""))) return lengthOf(vector);
	// One environment that is made and not gathered in a vector of them.
	const made = document.called("make").some(({ name }) => name !== "" && name === given?.value);
	const alone = made && document.importsFrom("gymnasium") !== document.importsFrom("gym");
	return alone && !document.imports.some((name) => /vec_env/.test(name)) ? 1 : undefined;
}

/** `DummyVecEnv([lambda: make(…), lambda: make(…)])`: as many as are listed. */
const VECTOR = /^(?:Dummy|Subproc)VecEnv$/;

function lengthOf(vector: Scope): number | undefined {
	const list = vector.children.find(({ kind }) => kind === "sequence");
	return list && list.assignments.length + list.children.filter(({ kind }) => kind === "function").length;
}

/** Of a section in a file of the zoo, which makes one where nothing else is said. */
export const environmentsInZoo = (section: Scope): number | undefined =>
	beside(section, "n_envs") ? numberBeside(section, "n_envs")?.value : 1;
