import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";

/** `name role: literal` of every parameter; no finding, for what is in quotes in such files is meant to be. */
function parameters(text: string): string[] {
	const { parameters: found, findings } = analyse(text, "yaml");
	assert.deepStrictEqual(findings, []);
	return found.map(({ name, role, span, text: literal }) => {
		assert.strictEqual(text.slice(span.start, span.end), literal);
		return `${name} ${role}: ${literal}`;
	});
}

suite("job specs, where a value stands beside its name", () => {
	const cases: Readonly<Record<string, readonly [text: string, ...wanted: string[]]>> = {
		"a container's environment": [
			'env:\n- name: LEARNING_RATE\n  value: "5e-5"\n- {name: BATCH_SIZE, value: "8"}\n- {name: MODE, value: "8"}\n',
			'LEARNING_RATE base: "5e-5"',
			'BATCH_SIZE base: "8"',
		],
		"the environment of a service": ['env:\n- {name: BATCH_SIZE, value: "500"}\n- {name: KAFKA_URL, value: k:9092}\n'],
		"a workflow's parameters": [
			'arguments:\n  parameters:\n  - {name: learning-rate, value: "0.001"}\n  - {name: batchsize, default: 32}\n  - {name: lr, value: "{{inputs.parameters.lr}}"}\n',
			'learning-rate base: "0.001"',
			"batchsize base: 32",
		],
		"what Katib searches": [
			'parameters:\n- name: lr\n  parameterType: double\n  feasibleSpace: {min: "0.01", max: "0.05"}\n- name: batch_size\n  feasibleSpace:\n    list: ["32", "64"]\n',
			'min search: "0.01"',
			'max search: "0.05"',
			'list search: "32"',
			'list search: "64"',
		],
		"SageMaker's, all of it text": [
			'HyperParameters: {learning_rate: "0.1", epochs: "3"}\nParameterRanges:\n  ContinuousParameterRanges:\n  - {Name: learning_rate, MinValue: "0.001", MaxValue: "0.1", ScalingType: Logarithmic}\n',
			'learning_rate base: "0.1"',
			'MinValue search: "0.001"',
			'MaxValue search: "0.1"',
		],
		"Vertex AI's": [
			"parameters:\n- {parameterId: learning_rate, doubleValueSpec: {minValue: 0.01, maxValue: 0.1}}\n- {parameterId: batch_size, discreteValueSpec: {values: [32, 64]}}\n",
			"minValue search: 0.01",
			"maxValue search: 0.1",
			"values search: 32",
			"values search: 64",
		],
		"a config that a ConfigMap holds": [
			'data:\n  train.yaml: |\n    optim:\n      lr: 0.1\n  ds.json: |\n    {"train_batch_size": 8}\n  notes: |\n    lr: 0.2\n',
			"lr base: 0.1",
			"train_batch_size base: 8",
		],
		"a range on a scale of its own": [
			"parameters:\n- {name: lr, min: 0.00001, max: 0.1, scale: log}\n",
			"min search: 0.00001",
			"max search: 0.1",
		],
		"Determined's": [
			"hyperparameters:\n  learning_rate: {type: double, minval: .0001, maxval: 1.0}\n",
			"minval search: .0001",
			"maxval search: 1.0",
		],
	};
	for (const [name, [text, ...wanted]] of Object.entries(cases))
		test(name, () => assert.deepStrictEqual(parameters(text), wanted));
});
