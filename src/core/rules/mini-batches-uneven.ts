import type { Scope } from "../read/model.ts";
import { numberOf } from "../recognise/constants.ts";
import { environmentsInZoo, environmentsOf } from "../recognise/environments.ts";
import { lastPart } from "../recognise/index-document.ts";
import { argument, beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule } from "./rule.ts";

export const page: Page = {
	summary: "A number of mini-batches that the rollout of PPO2 cannot be cut into.",
	severities: ["error"],
	explanation: `Stable-Baselines 2 cuts the rollout of PPO2 into \`nminibatches\` parts. A recurrent policy needs whole sequences: the number of
environments must be a multiple of it, so that one environment leaves one mini-batch. Any other policy needs it to divide
\`n_steps * n_envs\`. Both are asserted.

Silent where the number of environments or the policy is not written down.`,
};

export const miniBatchesUneven: Rule = {
	name: "mini-batches-uneven",
	parameter: "mini_batches",
	sources: ["stable-baselines-2"],
	check(parameter) {
		const { value, assignment } = parameter;
		if (typeof value !== "number" || !(value > 1) || assignment.declared) return undefined;
		const run = rollout(parameter);
		if (!run) return undefined;
		const steps = run.recurrent ? 1 : numberOf(beside(assignment.scope, "n_steps"));
		if (steps === undefined || (run.environments * steps) % value === 0) return undefined;
		return {
			severity: "error",
			message: {
				id: run.recurrent ? "mini-batches-recurrent" : "mini-batches-uneven",
				params: { value, environments: run.environments, steps, rollout: run.environments * steps },
			},
			sources: this.sources,
		};
	},
};

interface Rollout {
	readonly environments: number;
	readonly recurrent: boolean;
}

/** What is played, in a call of PPO2 or in its section of the zoo's file. */
function rollout({ assignment: { scope }, document }: Parameter): Rollout | undefined {
	const inCall = scope.kind === "call" && lastPart(scope.callee ?? "") === "PPO2";
	const inZoo = scope.kind === "mapping" && document.language === "yaml" && beside(scope, "noptepochs") !== undefined;
	if (!inCall && !inZoo) return undefined;
	const policy = policyOf(scope, inCall);
	const environments = inCall ? environmentsOf(scope, document) : environmentsInZoo(scope);
	return policy === undefined || !environments ? undefined : { environments, recurrent: policy.includes("Lstm") };
}

/** By its name or class among those of the library: one's own may be anything. */
function policyOf(scope: Scope, inCall: boolean): string | undefined {
	const written = (inCall ? argument(scope, "policy", 0) : beside(scope, "policy"))?.value.value;
	return typeof written === "string" && /^(?:\w+\.)*(?:Mlp|Cnn)(?:Ln)?(?:Lstm)?Policy$/.test(written)
		? written
		: undefined;
}
