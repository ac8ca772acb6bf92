import * as assert from "assert";
import { ARTICLE_CAP, articleBatchRanges, outsideArticleBatch } from "../../src/core/evidence/article.ts";
import { allBands, type Band, bandOf, isCell, type Limits } from "../../src/core/evidence/bands.ts";
import { defaultLearningRate } from "../../src/core/evidence/defaults.ts";
import {
	deepSeekLaw,
	FORMULA_SOURCES,
	featureCap,
	gpt3Nearest,
	gpt3Table,
	linearScale,
	loraFromFull,
	noamPeak,
	REFERENCE_POINTS,
	type ReferencePoint,
	scaledRatio,
	sqrtScale,
	stepLaw,
} from "../../src/core/evidence/formulas.ts";
import { type OptimizerFamily, optimizerFamily } from "../../src/core/evidence/optimizers.ts";
import practice from "../../src/core/evidence/practice.json";
import { practiceOf } from "../../src/core/evidence/practice.ts";
import { geometricCentre, roundNice } from "../../src/core/evidence/round.ts";
import { allSources, type Source } from "../../src/core/evidence/sources.ts";

/** Equal to two significant digits or so: what the evidence states. */
function near(actual: number | undefined, expected: number, tolerance = 0.03): void {
	assert.ok(actual !== undefined && Math.abs(actual / expected - 1) <= tolerance, `${actual} is not near ${expected}`);
}

const bands: readonly Band[] = allBands();

suite("evidence: sources", () => {
	const sources = Object.entries<Source>(allSources());

	test("each says what it is, by whom, when and where", () => {
		for (const [id, { title, authors, year, url, strength }] of sources) {
			assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
			assert.ok(title.trim() !== "" && authors.trim() !== "", id);
			assert.ok(Number.isInteger(year) && year >= 1980 && year <= 2026, `${id}: ${year}`);
			assert.match(url, /^https?:\/\/[^\s@]+$/, id);
			assert.doesNotThrow(() => new URL(url), id);
			assert.match(strength, /^[ABCD]$/, id);
		}
	});

	test("no two lead to the same page", () => {
		const urls = sources.map(([, { url }]) => url);
		assert.deepStrictEqual(
			urls.filter((url, i) => urls.indexOf(url) !== i),
			[],
		);
	});

	test("a repository is cited at a version and a path, a folder as a folder", () => {
		assert.strictEqual(allSources().qlora.url, "https://github.com/artidoro/qlora/tree/7f4e95a/scripts");
		assert.strictEqual(
			allSources()["pyyaml-resolver"].url,
			"https://github.com/yaml/pyyaml/blob/d51d8a1/lib/yaml/resolver.py",
		);
		assert.strictEqual(allSources()["goyal-2017"].url, "https://arxiv.org/abs/1706.02677");
		for (const [id, { url }] of sources) {
			if (!url.startsWith("https://github.com/")) continue;
			assert.match(
				url,
				/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(?:(?:blob|tree)\/[\w.-]+\/.+|(?:issues|pull)\/\d+)$/,
				id,
			);
		}
	});
});

suite("evidence: bands", () => {
	test("there is one for each of the 73 cells", () => {
		assert.strictEqual(bands.length, 73);
		assert.strictEqual(new Set(bands.map(({ cell }) => cell)).size, bands.length);
	});

	test("low warn < low info ≤ typical ≤ high info < high warn", () => {
		for (const { cell, learningRate: l } of bands) {
			const ordered =
				0 < l.lowWarn &&
				l.lowWarn < l.lowInfo &&
				l.lowInfo <= l.typicalLow &&
				l.typicalLow <= l.typicalHigh &&
				l.typicalHigh <= l.highInfo &&
				l.highInfo < l.highWarn;
			assert.ok(ordered, `${cell}: ${JSON.stringify(l)}`);
		}
	});

	test("batch limits are in order and whole, and those that do not exist are absent", () => {
		const order: readonly (keyof Limits)[] = [
			"lowWarn",
			"lowInfo",
			"typicalLow",
			"typicalHigh",
			"highInfo",
			"highWarn",
		];
		for (const { cell, batchSize } of bands) {
			if (!batchSize) continue;
			const present = order.filter((key) => key in batchSize).map((key) => batchSize[key]);
			assert.ok(
				present.every((limit) => typeof limit === "number" && Number.isInteger(limit) && limit > 0),
				cell,
			);
			assert.deepStrictEqual(
				present,
				[...new Set(present)].sort((a, b) => Number(a) - Number(b)),
				cell,
			);
			assert.ok(!("lowWarn" in batchSize) || "lowInfo" in batchSize, cell);
		}
	});

	test("each has one to three known sources and words for what is trained", () => {
		for (const { cell, sources, regime } of bands) {
			assert.ok(sources.length >= 1 && sources.length <= 3 && new Set(sources).size === sources.length, cell);
			for (const id of sources) assert.ok(Object.hasOwn(allSources(), id), `${cell}: ${id}`);
			assert.match(regime, /^\S.*\S$/, cell);
		}
		assert.strictEqual(new Set(bands.map(({ regime }) => regime)).size, bands.length, "two bands with the same words");
	});

	test("every optimizer family has one", () => {
		for (const name of FAMILIES)
			assert.ok(
				bands.some(({ cell }) => cell === `any/${name}`),
				name,
			);
		assert.ok(bands.some(({ cell }) => cell === "any/unknown"));
	});

	test("what is known to be right is silent, what is known to be wrong is not", () => {
		const silent = (rate: number, { learningRate: l }: Band): boolean => l.lowInfo <= rate && rate <= l.highInfo;
		for (const [rate, band] of [
			[1, bandOf("any/adadelta")],
			[4.8, bandOf("any/lars")],
			[30, bandOf("linear-probe/sgd")],
			[1, bandOf("any/lr-free")],
			[200, bandOf("tsne/-")],
			[0.02, bandOf("any/muon")],
			[3e-4, bandOf("llm-sft-lora/adam")],
			[5e-7, bandOf("llm-pref-full/adam")],
		] as const) {
			assert.ok(silent(rate, band), `${rate} in ${band.cell}`);
		}
		for (const [rate, band] of [
			[5, bandOf("any/adam")],
			[1e-4, bandOf("llm-sft-full-ge3b/adam")],
			[1e-6, bandOf("diffusion-lora/adam")],
			[5e-5, bandOf("llm-rl-full/adam")],
			[1e-3, bandOf("any/adadelta")],
			[0.05, bandOf("any/lr-free")],
		] as const) {
			assert.ok(!silent(rate, band), `${rate} in ${band.cell}`);
		}
	});
});

const FAMILIES = [
	"adam",
	"sgd",
	"rmsprop",
	"adagrad",
	"adadelta",
	"adafactor",
	"lamb",
	"lars",
	"lion",
	"second-order",
	"muon",
	"novograd",
	"lr-free",
	"schedule-free-adamw",
	"schedule-free-sgd",
	"ftrl",
	"lbfgs",
] as const satisfies readonly OptimizerFamily[];

suite("evidence: optimizers", () => {
	const SPELLINGS: readonly (readonly [family: OptimizerFamily, name: string, spellings: string])[] = [
		[
			"adam",
			"adam",
			"Adam adam ADAM torch.optim.Adam torch.optim.adam.Adam optim.Adam tf.keras.optimizers.Adam tf.train.AdamOptimizer " +
				"keras.optimizers.legacy.Adam optax.adam FusedAdam apex.optimizers.FusedAdam DeepSpeedCPUAdam fused_adam CPUAdam " +
				"distributed_fused_adam megatron_fused_adam bnb.optim.Adam8bit PagedAdam32bit adam_bnb_8bit HybridAdam " +
				"SparseAdam LazyAdam ClippedAdam amsgrad paddle.optimizer.Adam torch.optim.Adam(params,lr=1.0)",
		],
		[
			"adam",
			"adamw",
			"AdamW adamw torch.optim.AdamW transformers.AdamW optax.adamw adamw_hf adamw_torch adamw_torch_fused adamw_torch_xla " +
				"adamw_torch_npu_fused adamw_torch_4bit adamw_torch_8bit adamw_apex_fused adamw_anyprecision adamw_bnb_8bit " +
				"adamw_8bit paged_adamw_32bit paged_adamw_8bit bnb.optim.PagedAdamW8bit AdamW8bit bnb.optim.AdamW4bit " +
				"torchao.optim.AdamWFp8 ao_adamw_4bit ao_adamw_8bit ao_adamw_fp8 decoupled_adamw DecoupledAdamW AdamWBF16 " +
				"AdamWeightDecay AdamWeightDecayOptimizer BertAdam tf.keras.optimizers.AdamW torch.optim:AdamW",
		],
		["adam", "adamax", "Adamax torch.optim.Adamax"],
		["adam", "nadam", "nadam NAdam torch.optim.NAdam"],
		["adam", "nadamw", "nadamw"],
		["adam", "radam", "RAdam radam"],
		["adam", "adan", "adan Adan"],
		["adam", "adabelief", "adabelief AdaBelief optax.adabelief"],
		["adam", "ademamix", "ademamix ademamix_8bit paged_ademamix_32bit paged_ademamix_8bit AdEMAMix"],
		["adam", "galore-adamw", "galore_adamw galore_adamw_8bit galore_adamw_layerwise galore_adamw_8bit_layerwise"],
		["adam", "apollo-adamw", "apollo_adamw apollo_adamw_layerwise"],
		["adam", "grokadamw", "grokadamw GrokAdamW"],
		["adam", "stable-adamw", "stable_adamw StableAdamW"],
		["adam", "one-bit-adam", "OneBitAdam"],
		[
			"sgd",
			"sgd",
			"SGD sgd torch.optim.SGD keras.optimizers.legacy.SGD tf.keras.optimizers.SGD optax.sgd FusedSGD Momentum momentum " +
				"paddle.optimizer.Momentum NAG nag nesterov SGDNesterov sgd_nesterov SGDNesterov8bit tf.train.MomentumOptimizer " +
				"tf.train.GradientDescentOptimizer sgd_momentum",
		],
		["sgd", "asgd", "ASGD torch.optim.ASGD"],
		["sgd", "sgdw", "SGDW DecoupledSGDW decoupled_sgdw"],
		[
			"rmsprop",
			"rmsprop",
			"RMSprop rmsprop RMSProp torch.optim.RMSprop rmsprop_bnb rmsprop_bnb_8bit rmsprop_bnb_32bit RMSpropTF rmsprop_tf",
		],
		["adagrad", "adagrad", "Adagrad adagrad AdaGrad DeepSpeedCPUAdagrad FusedAdagrad tf.train.AdagradOptimizer"],
		["adadelta", "adadelta", "Adadelta AdaDelta adadelta torch.optim.Adadelta"],
		[
			"adafactor",
			"adafactor",
			"adafactor Adafactor AdaFactor transformers.Adafactor transformers.optimization.Adafactor",
		],
		["adafactor", "galore-adafactor", "galore_adafactor galore_adafactor_layerwise"],
		[
			"lamb",
			"lamb",
			"LAMB Lamb lamb FusedLAMB FusedMixedPrecisionLamb DistributedFusedLAMB NVLAMB fused_lamb jitlamb LAMB8bit",
		],
		["lars", "lars", "LARS lars bnb.optim.LARS8bit"],
		["lars", "larc", "LARC"],
		[
			"lion",
			"lion",
			"lion Lion lion_8bit lion_32bit paged_lion_8bit paged_lion_32bit PagedLion8bit decoupled_lionw DecoupledLionW FusedLion DeepSpeedCPULion optax.lion",
		],
		["second-order", "sophia", "Sophia SophiaG sophiag SophiaH"],
		["second-order", "soap", "SOAP soap"],
		["second-order", "shampoo", "Shampoo DistributedShampoo distributed_shampoo"],
		["muon", "muon", "Muon muon torch.optim.Muon MuonWithAuxAdam SingleDeviceMuonWithAuxAdam dist_muon"],
		["novograd", "novograd", "NovoGrad novograd Novograd FusedNovoGrad"],
		["lr-free", "prodigy", "Prodigy prodigy prodigyopt.Prodigy optax.contrib.prodigy prodigy_plus_schedule_free"],
		["lr-free", "d-adaptation", "DAdaptation dadaptation d_adaptation"],
		["lr-free", "d-adapt-adam", "DAdaptAdam dadapt_adam DAdaptAdamPreprint"],
		["lr-free", "d-adapt-lion", "DAdaptLion"],
		["lr-free", "d-adapt-sgd", "DAdaptSGD"],
		["lr-free", "dog", "DoG dog.DoG optax.contrib.dog"],
		["lr-free", "cocob", "COCOB optax.contrib.cocob"],
		[
			"schedule-free-adamw",
			"schedule-free-adamw",
			"AdamWScheduleFree AdamWScheduleFreeReference schedule_free_adamw schedulefree.AdamWScheduleFree",
		],
		["schedule-free-adamw", "schedule-free-radam", "RAdamScheduleFree schedule_free_radam"],
		["schedule-free-sgd", "schedule-free-sgd", "SGDScheduleFree schedule_free_sgd schedulefree.SGDScheduleFree"],
		["ftrl", "ftrl", "Ftrl FTRL tf.keras.optimizers.Ftrl tf.train.FtrlOptimizer"],
		["lbfgs", "lbfgs", "LBFGS lbfgs L-BFGS torch.optim.LBFGS L-BFGS-B"],
	];

	for (const [family, name, spellings] of SPELLINGS) {
		test(`${name} by its spellings`, () => {
			for (const spelling of spellings.split(" ")) {
				assert.deepStrictEqual(optimizerFamily(spelling), { family, name }, spelling);
			}
		});
	}

	test("words that are no optimizer", () => {
		const words =
			"adaptive adapter adapters adaptation step steps sgdr SGDR lambda LambdaLR linear madam madame adamant adam_epsilon " +
			"adam_beta1 cosine constant momentum_schedule million stallion lions dog cat soapy muonic torch optimizer optim opt " +
			"fused paged 8bit AdamScheduler SGDClassifier adagrad_accumulator_init Rprop torch.optim.Rprop auto none " +
			"LayerDecayOptimizer AdaBoost lora lars_eta lamb_chop Adam/AdamW . ( ::";
		for (const word of [...words.split(" "), "", " ", "the adam paper", "Adam or SGD"]) {
			assert.strictEqual(optimizerFamily(word), undefined, word);
		}
	});

	test("surrounding space and case do not matter", () => {
		assert.strictEqual(optimizerFamily("  AdamW\n")?.name, "adamw");
		assert.strictEqual(optimizerFamily("ADAMW_TORCH_FUSED")?.name, "adamw");
		assert.strictEqual(optimizerFamily("SGD with momentum")?.family, "sgd");
	});
});

suite("evidence: defaults", () => {
	test("what the libraries do without a rate", () => {
		assert.deepStrictEqual(defaultLearningRate("adadelta", "torch"), { rate: 1, source: "torch-optimizers" });
		assert.deepStrictEqual(defaultLearningRate("adadelta", "keras"), { rate: 0.001, source: "keras-optimizers" });
		assert.deepStrictEqual(defaultLearningRate("lion", "reference"), { rate: 1e-4, source: "lion-pytorch" });
		assert.deepStrictEqual(defaultLearningRate("adamw", "optax"), { rate: "required", source: "optax" });
		assert.deepStrictEqual(defaultLearningRate("adafactor", "reference"), {
			rate: "own",
			source: "transformers-optimization",
		});
		assert.deepStrictEqual(defaultLearningRate("d-adapt-adam", "reference"), { rate: 1, source: "dadaptation" });
	});

	test("what is not known is not guessed", () => {
		assert.strictEqual(defaultLearningRate("lars", "torch"), undefined);
		assert.strictEqual(defaultLearningRate("toString", "torch"), undefined);
		assert.strictEqual(defaultLearningRate("", "keras"), undefined);
	});
});

suite("evidence: formulas", () => {
	test("each cites known sources", () => {
		for (const id of Object.values(FORMULA_SOURCES).flat()) assert.ok(id in allSources(), id);
		for (const [name, point] of Object.entries<ReferencePoint>(REFERENCE_POINTS)) {
			assert.ok(point.sources.length > 0, name);
			for (const id of point.sources) assert.ok(id in allSources(), `${name}: ${id}`);
		}
	});

	test("feature cap: 0.2 up to 25 features, then 1/√n", () => {
		for (const n of [1, 4, 25]) assert.strictEqual(featureCap(n), 0.2);
		near(featureCap(26), 0.196, 0.001);
		near(featureCap(100), 0.1, 1e-12);
		near(featureCap(400), 0.05, 1e-12);
		near(featureCap(2500), 0.02, 1e-12);
		near(featureCap(10000), 0.01, 1e-12);
	});

	test("Noam: NeMo's 5.0 peaks at 2.2e-3", () => {
		near(noamPeak(5, 512, 10000), 2.2e-3, 0.01);
	});

	test("scaling with the batch", () => {
		near(sqrtScale(3e-4, 64, 256), 6e-4, 1e-12);
		near(linearScale(0.1, 256, 8192), 3.2, 1e-12);
		near(linearScale(0.02, 16, 2), 0.0025, 1e-12);
	});

	test("ratio to a reference", () => {
		near(scaledRatio(REFERENCE_POINTS.detectron2, 0.1, 2), 40, 1e-9);
		near(scaledRatio(REFERENCE_POINTS.detectron2, 0.02, 4), 4, 1e-9);
		near(scaledRatio(REFERENCE_POINTS["imagenet-sgd"], 0.8, 2048), 1, 1e-9);
		near(scaledRatio(REFERENCE_POINTS["imagenet-adamw"], 1e-3, 1024), 1, 1e-9);
	});

	test("Step Law", () => {
		for (const [parameters, tokens, rate, batch] of [
			[125e6, 10e9, 3.5e-3, 0.3e6],
			[1e9, 100e9, 1.6e-3, 1.1e6],
			[7e9, 2e12, 1e-3, 6.1e6],
			[70e9, 15e12, 3.7e-4, 19e6],
		] as const) {
			const { learningRate, batchTokens } = stepLaw(parameters, tokens);
			near(learningRate, rate);
			near(batchTokens, batch);
		}
	});

	test("DeepSeek's law gives its own published models", () => {
		for (const [parameters, rate, sequences] of [
			[7e9, 4.2e-4, 2304],
			[67e9, 3.2e-4, 4608],
		] as const) {
			const { learningRate, batchTokens } = deepSeekLaw(parameters, 2e12);
			near(learningRate, rate, 0.025);
			near(batchTokens / 4096, sequences, 0.025);
		}
	});

	test("GPT-3's table falls with size", () => {
		assert.strictEqual(gpt3Table.length, 8);
		for (const [i, row] of gpt3Table.entries()) {
			const next = gpt3Table[i + 1];
			if (next) assert.ok(next.parameters > row.parameters && next.learningRate < row.learningRate);
		}
		assert.strictEqual(gpt3Nearest(7e9).learningRate, 1.2e-4);
		assert.strictEqual(gpt3Nearest(1).learningRate, 6e-4);
		assert.strictEqual(gpt3Nearest(1e13).batchTokens, 3.2e6);
	});

	test("LoRA: ten times, fifteen in very short runs", () => {
		near(loraFromFull(2e-5), 2e-4, 1e-12);
		near(loraFromFull(2e-5, 100), 2e-4, 1e-12);
		near(loraFromFull(2e-5, 50), 3e-4, 1e-12);
	});
});

suite("evidence: practice", () => {
	test("each row is of a known kind, in order, from enough configs of enough repositories", () => {
		for (const [cell, rows] of Object.entries<Record<string, number[]>>(practice.cells)) {
			assert.ok(isCell(cell) && !cell.startsWith("any/"), cell);
			for (const row of Object.values(rows)) {
				const [configs = 0, repositories = 0] = row.slice(-2);
				assert.ok(row.length === 7 && configs >= 10 && repositories >= 3, cell);
				const percentiles = row.slice(0, -2);
				assert.deepStrictEqual(
					[...percentiles].sort((a, b) => a - b),
					percentiles,
					cell,
				);
			}
			const rate = practiceOf(cell, "learning_rate");
			const { lowInfo, highInfo } = bandOf(cell).learningRate;
			assert.ok(!rate || (lowInfo <= rate.median && rate.median <= highInfo), `${cell}: the band flags the median`);
		}
	});
});

suite("evidence: the article", () => {
	test("its two heuristics", () => {
		assert.strictEqual(ARTICLE_CAP, 0.2);
		assert.deepStrictEqual(articleBatchRanges, { research: { low: 2, high: 32 }, thumb: { low: 40, high: 100 } });
	});

	test("a batch between the ranges is inside", () => {
		for (const n of [0, 1, 101, 128, 8192]) assert.ok(outsideArticleBatch(n), String(n));
		for (const n of [2, 32, 33, 36, 39, 40, 64, 100]) assert.ok(!outsideArticleBatch(n), String(n));
	});
});

suite("evidence: rounding", () => {
	test("to the nearest of 1, 2, 3, 5 by ratio", () => {
		for (const [x, nice] of [
			[1.2e-4, 1e-4],
			[1.5e-4, 2e-4],
			[2.4e-4, 2e-4],
			[2.5e-4, 3e-4],
			[3.8e-4, 3e-4],
			[4e-4, 5e-4],
			[7e-4, 5e-4],
			[7.2e-4, 1e-3],
			[9.9e-4, 1e-3],
			[0.2, 0.2],
			[1, 1],
			[1000, 1000],
			[640, 500],
			[1e-5, 1e-5],
			[1e-9, 1e-9],
		] as const) {
			assert.strictEqual(roundNice(x), nice, String(x));
		}
	});

	test("what is not a positive number stays", () => {
		assert.strictEqual(roundNice(0), 0);
		assert.strictEqual(roundNice(-3), -3);
		assert.ok(Number.isNaN(roundNice(Number.NaN)));
		assert.strictEqual(roundNice(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY);
	});

	test("nice numbers stay, and every band's centre rounds into its typical range", () => {
		for (let k = -12; k <= 12; k++) {
			for (const m of [1, 2, 3, 5]) assert.strictEqual(roundNice(Number(`${m}e${k}`)), Number(`${m}e${k}`));
		}
		for (const { cell, learningRate: l } of bands) {
			const suggested = roundNice(geometricCentre(l.typicalLow, l.typicalHigh));
			assert.ok(l.typicalLow <= suggested && suggested <= l.typicalHigh, `${cell}: ${suggested}`);
		}
	});

	test("geometric centre", () => {
		near(geometricCentre(1e-4, 1e-2), 1e-3, 1e-12);
		near(geometricCentre(1e-300, 1e-300), 1e-300, 1e-12);
	});
});
