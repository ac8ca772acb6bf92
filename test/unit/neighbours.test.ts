import * as assert from "assert";
import { type Analysis, analyse, DEFAULT_OPTIONS, languageOf } from "../../src/core/linter.ts";
import { Neighbourhood } from "../../src/core/neighbours/neighbourhood.ts";
import { relativePath, resolvePath } from "../../src/core/neighbours/paths.ts";
import { explain } from "../../src/core/present/hover.ts";
import { read } from "../../src/core/read/index.ts";
import { suggest } from "../../src/core/suggest/suggest.ts";
import { inMemory } from "./memory.ts";

type Files = Readonly<Record<string, string>>;

async function lint(path: string, files: Files): Promise<Analysis> {
	const text = files[path] ?? "";
	const language = languageOf(path);
	assert.ok(language);
	const neighbours = await new Neighbourhood(inMemory(files)).of(path, read(text, language));
	return analyse(text, language, DEFAULT_OPTIONS, neighbours);
}

/** The optimizer that the first learning rate of a document is judged for. */
const optimizerIn = async (path: string, files: Files): Promise<string | undefined> =>
	(await lint(path, files)).parameters.find(({ parameter }) => parameter === "learning_rate")?.setup.optimizer?.value
		.name;

const values = ({ parameters }: Analysis): string[] =>
	parameters.map(({ keyPath, text }) => `${keyPath.join(".")} = ${text}`);

suite("paths", () => {
	test("references are seen from a folder", () => {
		for (const [reference, path] of [
			["a.py", "/p/c/a.py"],
			["./d/a.py", "/p/c/d/a.py"],
			["../a.py", "/p/a.py"],
			["..\\b\\a.py", "/p/b/a.py"],
			["../../../../a.py", undefined],
			["/etc/passwd", "/etc/passwd"],
			["https://example.org/a.yaml", undefined],
			["~/a.yaml", undefined],
			["\x24{oc.env:HOME}/a.yaml", undefined],
			["mmdet::_base_/a.py", undefined],
			["", undefined],
		] as const)
			assert.equal(resolvePath("/p/c", reference), path, reference);
		assert.equal(resolvePath("C:/p", "../a.py"), "C:/a.py");
		assert.equal(resolvePath("C:/p", "../../a.py"), undefined);
		assert.equal(resolvePath("", "a.py"), "/a.py");
	});

	test("a file is named as a document would name it", () => {
		assert.equal(relativePath("/p/c/a.py", "/p/_base_/b.py"), "../_base_/b.py");
		assert.equal(relativePath("/p/a.py", "/p/b.py"), "b.py");
		assert.equal(relativePath("/p/a.py", "/p/c/b.py"), "c/b.py");
	});
});

suite("neighbours: what counts", () => {
	test("only what stands in a document is reported for it", async () => {
		const files = { "/a.yaml": "_base_: b.yaml\nbatch_size: 8\n", "/b.yaml": "lr: 0.1\noptimizer: sgd\n" };
		assert.deepEqual(values(await lint("/a.yaml", files)), ["batch_size = 8"]);
		assert.deepEqual(values(await lint("/b.yaml", files)), ["lr = 0.1"]);
	});

	test("the document's own word stands before its base's, a base's before that of its own base", async () => {
		const base = { "/b.yaml": "_base_: c.yaml\noptimizer:\n  name: sgd\n", "/c.yaml": "optimizer:\n  name: lion\n" };
		assert.equal(await optimizerIn("/a.yaml", { ...base, "/a.yaml": "_base_: b.yaml\noptimizer:\n  lr: 1\n" }), "sgd");
		assert.equal(
			await optimizerIn("/a.yaml", { ...base, "/a.yaml": "_base_: b.yaml\noptimizer:\n  lr: 1\n  name: adam\n" }),
			"adam",
		);
		assert.equal(await optimizerIn("/a.yaml", { ...base, "/a.yaml": "_base_: c.yaml\noptimizer:\n  lr: 1\n" }), "lion");
	});

	test("the last of several bases prevails", async () => {
		const files = {
			"/a.yaml": "_BASE_: [b.yaml, c.yaml]\noptimizer: {lr: 1}\n",
			"/b.yaml": "optimizer: {name: sgd}",
			"/c.yaml": "optimizer: {name: lion}",
		};
		assert.equal(await optimizerIn("/a.yaml", files), "lion");
	});

	test("a mapping that is replaced takes nothing over", async () => {
		const base = { "/b.py": "optimizer = dict(type='Lion', lr=1e-4)\n", "/b.yml": "optimizer: {type: lion}\n" };
		for (const [path, text, optimizer] of [
			["/a.py", "_base_ = 'b.py'\noptimizer = dict(lr=1)\n", "lion"],
			["/a.py", "_base_ = 'b.py'\noptimizer = dict(_delete_=True, lr=1)\n", undefined],
			["/a.yml", "_base_: b.yml\noptimizer: {lr: 1}\n", "lion"],
			["/a.yml", "_base_: b.yml\noptimizer: {_inherited_: false, lr: 1}\n", undefined],
			[
				"/a.py",
				"from mmengine.config import read_base\nwith read_base():\n    from .b import *\noptimizer = dict(lr=1)\n",
				undefined,
			],
		] as const)
			assert.equal(await optimizerIn(path, { ...base, [path]: text }), optimizer, text);
	});

	test("Hydra's config groups go to their package", async () => {
		const group = "_target_: torch.optim.AdamW\n";
		for (const [path, text, options] of [
			["/conf/a.yaml", "defaults:\n- optimizer: x\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/a.yaml", "defaults:\n- optimizer: x.yaml\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/a.yaml", "defaults:\n- optimizer: [x]\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/a.yaml", "defaults:\n- optimizer@model.opt: x\nmodel:\n  opt:\n    lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/a.yaml", "defaults:\n- optional optimizer: x\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/a.yaml", "defaults:\n- x@optimizer\noptimizer:\n  lr: 1\n", "/conf/x.yaml"],
			["/conf/a.yaml", "defaults:\n- optimizer@_global_: x\nlr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/a.yaml", "defaults:\n- x\nlr: 1\n", "/conf/x.yaml"],
			["/conf/model/a.yaml", "defaults:\n- /optimizer: x\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/exp/a.yaml", "defaults:\n- override /optimizer: x\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
			["/conf/exp/a.yaml", "defaults:\n- /optimizer/x\noptimizer:\n  lr: 1\n", "/conf/optimizer/x.yaml"],
		] as const) {
			const optimizer = await optimizerIn(path, { [path]: text, [options]: group });
			// `- /optimizer/x` names a config of the root, whose package is its folder.
			assert.equal(optimizer, "adamw", text);
		}
		const global = "# @package _global_\noptimizer:\n  name: lion\n";
		const files = { "/a.yaml": "defaults:\n- exp: x\noptimizer:\n  lr: 1\n", "/exp/x.yaml": global };
		assert.equal(await optimizerIn("/a.yaml", files), "lion");
	});

	test("the last of Hydra's list prevails, and what it leaves open is looked for nowhere", async () => {
		const files = {
			"/a.yaml": "defaults:\n- o: x\n- _self_\n- o: y\n- o: ???\n- o: null\n- o: \x24{z}\no:\n  lr: 1\n",
			"/o/x.yaml": "optimizer: sgd",
			"/o/y.yaml": "optimizer: lion",
		};
		assert.equal(await optimizerIn("/a.yaml", files), "lion");
		const asked: string[] = [];
		await new Neighbourhood(inMemory(files, asked)).of("/a.yaml", read(files["/a.yaml"], "yaml"));
		assert.deepEqual(asked, ["/o/y.yaml", "/o/x.yaml"]);
	});

	test("a launcher's processes are devices only of what it launches, and only where there is one", async () => {
		const launcher = "distributed_type: MULTI_GPU\nnum_processes: 4\n";
		const script = "from trl import SFTConfig\nSFTConfig(per_device_train_batch_size=2)\n";
		const devices = async (files: Files): Promise<number | undefined> =>
			(await lint("/a.py", files)).parameters[0]?.setup.devices?.value;
		assert.equal(await devices({ "/a.py": script, "/accelerate.yaml": launcher }), 4);
		assert.equal(
			await devices({
				"/a.py": script,
				"/accelerate.yaml": launcher,
				"/accelerate_two.yaml": launcher.replace("4", "8"),
			}),
			undefined,
		);
		assert.equal(await devices({ "/a.py": script, "/accelerate.yaml": "num_processes: 4\n" }), undefined);
		assert.equal(await devices({ "/a.py": "DataLoader(d, batch_size=2)", "/accelerate.yaml": launcher }), undefined);
	});

	test("a script says of a config what it does with its values, where it is the only one", async () => {
		const config = "lr: 1\n";
		const script = 'cfg = yaml.safe_load(open("a.yaml"))\nopt = torch.optim.AdamW(p, lr=cfg["lr"])\n';
		assert.equal(await optimizerIn("/a.yaml", { "/a.yaml": config, "/t.py": script }), "adamw");
		assert.equal(await optimizerIn("/c/a.yaml", { "/c/a.yaml": config, "/t.py": script }), undefined);
		assert.equal(
			await optimizerIn("/c/a.yaml", { "/c/a.yaml": config, "/t.py": script.replace("a.yaml", "c/a.yaml") }),
			"adamw",
		);
		const flag = 'parser.add_argument("--config", default="a.yaml")\nopt = AdamW(p)\n';
		assert.equal(await optimizerIn("/a.yaml", { "/a.yaml": config, "/t.py": flag }), "adamw");
		assert.equal(
			await optimizerIn("/a.yaml", { "/a.yaml": config, "/t.py": flag, "/u.py": flag.replace("adamw", "SGD") }),
			undefined,
		);
	});

	test("text is told where it is certain to reach an optimizer of PyTorch", async () => {
		const open = 'cfg = yaml.safe_load(open("a.yaml"))\n';
		const load = `import yaml\n${open}`;
		const step = 'opt = torch.optim.SGD(p, lr=cfg["lr"])\n';
		for (const [script, severity] of [
			[`${load}${step}`, "error"],
			[`import yaml\ncfg = yaml.load(open("a.yaml"), Loader=yaml.FullLoader)\n${step}\nmain(cfg)\n`, "error"],
			[`import yaml\ncfg = yaml.load(open("a.yaml"), Loader=OurLoader)\n${step}`, "information"],
			[`import ruamel_yaml as yaml\n${open}${step}`, undefined],
			[`${open}${step}`, "information"],
			[`${load}yaml.SafeLoader.add_implicit_resolver(tag, pattern, first)\n${step}`, "information"],
			[`${load}cfg["lr"] = float(cfg["lr"])\n${step}`, "information"],
			[`${load}opt = torch.optim.SGD(p, lr=float(cfg["lr"]))\n`, undefined],
			[`${load}opt = ours.SGD(p, lr=cfg["lr"])\n`, "information"],
			[`cfg = OmegaConf.load("a.yaml")\n${step}`, undefined],
			[`cfg = OmegaConf.load("a.yaml")\nmain(cfg)\n`, undefined],
		] as const) {
			const { findings } = await lint("/a.yaml", { "/a.yaml": "lr: 1e-3\n", "/t.py": script });
			assert.equal(findings[0]?.severity, severity, script);
		}
	});
});

suite("neighbours: what may go wrong", () => {
	test("missing, broken and empty ones", async () => {
		for (const base of [undefined, "", "][{\n\t- :", "\0\0", "lr", "- 1\n- 2\n"]) {
			const files = {
				"/a.yaml": "_base_: b.yaml\noptimizer: sgd\nlr: 0.1\n",
				...(base === undefined ? {} : { "/b.yaml": base }),
			};
			const analysis = await lint("/a.yaml", files);
			assert.deepEqual(values(analysis), ["lr = 0.1"]);
			assert.equal(analysis.neighbours?.skipped.length, base === undefined || base === "\0\0" ? 1 : 0);
			assert.ok(analysis.neighbours?.followed.has("/b.yaml"));
		}
	});

	test("a list of hundreds of thousands of items", async () => {
		const items = Array(200_000).fill("{}").join(",");
		const text = `{"deepspeed": "ds.json", "learning_rate": 1e-4, "x": [${items}]}`;
		assert.deepEqual(values(await lint("/a.json", { "/a.json": text })), ["learning_rate = 1e-4"]);
	});

	test("circles end", async () => {
		const files = {
			"/a.yaml": "_base_: [a.yaml, b.yaml]\noptimizer: {lr: 1}\n",
			"/b.yaml": "_base_: c.yaml\n",
			"/c.yaml": "_base_: [a.yaml, b.yaml]\noptimizer: {name: lion}\n",
		};
		assert.equal(await optimizerIn("/a.yaml", files), "lion");
		assert.equal(await optimizerIn("/b.yaml", { ...files, "/b.yaml": "_base_: c.yaml\noptimizer: {lr: 1}\n" }), "lion");
	});

	test("a chain without end is followed for a while", async () => {
		const files: Record<string, string> = {};
		for (let i = 0; i < 1000; i++) files[`/${i}.yaml`] = `_base_: ${i + 1}.yaml\nlr: 1\n`;
		const { neighbours } = await lint("/0.yaml", files);
		assert.ok((neighbours?.named.size ?? 0) > 4);
		assert.ok((neighbours?.named.size ?? 0) < 100);
	});

	test("files that name others by the hundred, twice each, cost no more than a limit", async () => {
		const files: Record<string, string> = { "/a.yaml": "defaults:\n- x0@a\n- x0@b\nlr: 1\n" };
		for (let i = 0; i < 40; i++) files[`/x${i}.yaml`] = `defaults:\n- x${i + 1}@a\n- x${i + 1}@b\nv${i}: 1\n`;
		assert.deepEqual(values(await lint("/a.yaml", files)), ["lr = 1"]);
		const many = Array.from({ length: 5000 }, (_, i) => `n${i}.yaml`);
		const named = Object.fromEntries(many.map((name) => [`/${name}`, "x: 1"]));
		const { neighbours } = await lint("/b.yaml", { "/b.yaml": `_base_: [${many.join(", ")}]\nlr: 1\n`, ...named });
		assert.equal(neighbours?.named.size, 100);
	});

	test("a huge one is data", async () => {
		const files = { "/a.yaml": "_base_: b.yaml\nlr: 1\n", "/b.yaml": `optimizer: lion\n${"#".repeat(1_000_001)}` };
		assert.equal(await optimizerIn("/a.yaml", files), undefined);
	});

	test("nothing is looked for where nothing is named", async () => {
		const asked: string[] = [];
		const neighbourhood = new Neighbourhood(inMemory({ "/a.yaml": "lr: 1", "/b.yaml": "lr: 2" }, asked));
		assert.equal(await neighbourhood.of("/a.yaml", read("lr: 1", "yaml")), undefined);
		assert.deepEqual(asked, []);
	});
});

suite("neighbours: what is kept and shown", () => {
	const files: Record<string, string> = {
		"/c/a.yaml": "_base_: ../b.yaml\noptimizer: {lr: 5}\n",
		"/b.yaml": "# base\noptimizer: {name: adamw}\n",
	};

	test("a file is read once, until it is forgotten", async () => {
		const asked: string[] = [];
		const own = { ...files };
		const neighbourhood = new Neighbourhood(inMemory(own, asked));
		const optimizer = async (): Promise<string | undefined> => {
			const neighbours = await neighbourhood.of("/c/a.yaml", read(own["/c/a.yaml"] ?? "", "yaml"));
			const { parameters } = analyse(own["/c/a.yaml"] ?? "", "yaml", DEFAULT_OPTIONS, neighbours);
			return parameters[0]?.setup.optimizer?.value.name;
		};
		assert.equal(await optimizer(), "adamw");
		own["/b.yaml"] = "optimizer: {name: sgd}\n";
		assert.equal(await optimizer(), "adamw");
		assert.deepEqual(asked, ["/b.yaml"]);
		neighbourhood.forget("/b.yaml");
		assert.equal(await optimizer(), "sgd");
	});

	test("a folder is listed again where a file came or went, not where a text changed", async () => {
		const listed: string[] = [];
		const port = inMemory({ ...files });
		const neighbourhood = new Neighbourhood({
			read: port.read,
			list: (folder) => {
				listed.push(folder);
				return port.list(folder);
			},
		});
		const look = () => neighbourhood.of("/c/a.yaml", read(files["/c/a.yaml"] ?? "", "yaml"));
		await look();
		const once = [...listed];
		neighbourhood.forgetText("/c/a.yaml");
		await look();
		assert.deepEqual(listed, once);
		neighbourhood.forget("/c/a.yaml");
		await look();
		assert.deepEqual(listed, [...once, "/c"]);
	});

	test("the hover and the finding name the other file", async () => {
		const analysis = await lint("/c/a.yaml", files);
		const [finding] = analysis.findings;
		assert.ok(finding);
		const text = explain(finding.parameter, {
			finding,
			profile: "auto",
			analysis,
			repeat: true,
			theme: "dark",
		}).replaceAll("\\", "");
		assert.match(text, /optimizer: AdamW \(from ` name: adamw `, line 2 of ` \.\.\/b\.yaml `\)/);
		assert.deepEqual(
			finding.related.map(({ span }) => [span.file, files["/b.yaml"]?.slice(span.start, span.end)]),
			[["/b.yaml", "adamw"]],
		);
	});

	test("a fact that a finding does not rest on is not named", async () => {
		const analysis = await lint("/c/a.yaml", { ...files, "/c/a.yaml": "_base_: ../b.yaml\noptimizer: {lr: -5}\n" });
		assert.deepEqual(
			analysis.findings.map(({ rule, related }) => [rule, related]),
			[["learning-rate-not-positive", []]],
		);
	});

	test("fixes and suggestions change the document itself alone", async () => {
		const base = { "/b.json": '{"train_micro_batch_size_per_gpu": 3, "gradient_accumulation_steps": 2}' };
		const text =
			'{"deepspeed": "b.json", "per_device_train_batch_size": 4, "learning_rate": 5, "optim": "adamw_torch"}';
		const analysis = await lint("/a.json", { ...base, "/a.json": text });
		assert.ok(analysis.findings.length > 0);
		for (const { fixes } of analysis.findings)
			for (const { edits } of fixes) for (const { span } of edits) assert.equal(span.file, undefined);
		const child = "_base_: ../b.yaml\nname: x\n";
		const neighbours = await new Neighbourhood(inMemory(files)).of("/c/a.yaml", read(child, "yaml"));
		const [rate] = suggest(child, "yaml", DEFAULT_OPTIONS, {}, neighbours);
		assert.match(JSON.stringify(rate?.values[0]?.reason), /adam/i);
		assert.ok((rate?.values[0]?.edits[0].span.start ?? 0) >= "_base_: ../b.yaml\n".length);
	});
});
