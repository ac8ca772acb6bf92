import { numberOf } from "../recognise/constants.ts";
import { environmentsInZoo, environmentsOf } from "../recognise/environments.ts";
import { lastPart } from "../recognise/index-document.ts";
import { beside } from "../recognise/numbers-beside.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Page, Rule } from "./rule.ts";
import { toDivisor } from "./set-value.ts";

export const page: Page = {
	summary: "A PPO mini-batch that does not divide the rollout it is drawn from.",
	severities: ["error", "warning", "information"],
	explanation: `Stable-Baselines3 collects \`n_steps * n_envs\` transitions and goes through them in mini-batches. Where \`batch_size\` does not divide
them it warns of a truncated mini-batch at the end of every pass, whose gradient counts as much as that of a full one. A mini-batch of
1 is refused, since advantages are normalised in it. A mini-batch larger than the rollout is never full: information.

Silent where the number of environments is not written down.`,
};

export const batchSizeNotDividingRollout: Rule = {
	name: "batch-size-not-dividing-rollout",
	parameter: "batch_size",
	sources: ["stable-baselines3"],
	check(parameter) {
		const { value, name, assignment, editSpan, document, setup } = parameter;
		if (name !== "batch_size" || typeof value !== "number" || !(value > 0) || assignment.declared) return undefined;
		if (!isPpo(parameter)) return undefined;
		if (value === 1) {
			if (beside(assignment.scope, "normalize_advantage")?.value.value === false) return undefined;
			return {
				severity: "error",
				message: { id: "ppo-batch-of-one", params: {} },
				sources: this.sources,
			};
		}
		const { scope } = assignment;
		const steps = numberOf(beside(scope, "n_steps"));
		const inZoo = setup.framework?.value.id === "rl-zoo";
		const environments = inZoo ? environmentsInZoo(scope) : environmentsOf(scope, document);
		if (steps === undefined || environments === undefined) return undefined;
		const rollout = steps * environments;
		if (!(rollout > 0) || rollout % value === 0) return undefined;
		return {
			// A mini-batch that is never full is only a smaller one.
			severity: value > rollout ? "information" : "warning",
			message: {
				id: value > rollout ? "rollout-smaller" : "rollout-truncated",
				params: { value, steps, environments, rollout, last: rollout % value },
			},
			sources: this.sources,
			fixes: () => toDivisor(name, value, rollout, editSpan),
		};
	},
};

/** PPO of Stable-Baselines3, or its section in a file of the zoo: no other algorithm there has both names. */
function isPpo({ assignment: { scope }, setup }: Parameter): boolean {
	const framework = setup.framework?.value.id;
	if (framework === "rl-zoo")
		return (
			beside(scope, "n_epochs", "clip_range", "gae_lambda") !== undefined ||
			// SAC's is "auto".
			typeof beside(scope, "ent_coef")?.value.value === "number"
		);
	return (
		framework === "stable-baselines3" &&
		scope.kind === "call" &&
		/^(?:Maskable|Recurrent)?PPO$/.test(lastPart(scope.callee ?? ""))
	);
}
