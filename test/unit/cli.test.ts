import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as assert from "assert";
import { run } from "../../src/cli/run.ts";
import { ALONE } from "./threads.ts";

interface Output {
	readonly status: number;
	readonly out: string;
	readonly err: string;
}

let folder = "";

async function hplint(words: readonly string[], stdin = ""): Promise<Output> {
	const out: string[] = [];
	const err: string[] = [];
	const status = await run(words, {
		cwd: folder,
		version: "1.2.3",
		threads: ALONE,
		readStdin: async () => new TextEncoder().encode(stdin),
		out: (text) => void out.push(text),
		err: (line) => void err.push(line),
		isHeard: () => true,
	});
	return { status, out: out.join(""), err: err.join("\n") };
}

function write(path: string, content: string | Uint8Array): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), content);
}

suite("the command line", () => {
	setup(() => {
		folder = mkdtempSync(join(tmpdir(), "hplint-cli-"));
	});
	teardown(() => rmSync(folder, { recursive: true, force: true }));

	test("findings as JSON keep the contract", async () => {
		write("configs/train.yaml", "optimizer: adamw\nlearning_rate: 5\n");
		const { status, out, err } = await hplint(["--format", "json"]);
		assert.equal(status, 1);
		assert.equal(err, "");
		const result = JSON.parse(out);
		assert.equal(result.version, 1);
		assert.equal(result.files, 1);
		const [finding] = result.findings;
		assert.equal(finding.file, "configs/train.yaml");
		assert.deepEqual(finding.range, { start: { line: 2, column: 16 }, end: { line: 2, column: 17 } });
		assert.equal(finding.rule, "learning-rate-too-high");
		assert.equal(finding.severity, "warning");
		assert.equal(finding.parameter, "learning_rate");
		assert.deepEqual(finding.keyPath, ["learning_rate"]);
		assert.equal(finding.value, 5);
		assert.equal(finding.setup.optimizer, "adamw");
		for (const { title, authors, year, url } of finding.evidence) {
			assert.ok(title && authors && year && /^https?:/.test(url));
		}
		assert.ok(finding.evidence.length > 0);
		assert.equal(finding.fixes[0].preferred, true);
		assert.equal(finding.fixes[0].edits[0].file, "configs/train.yaml");
		assert.deepEqual(finding.fixes[0].edits[0].range, finding.range);
	});

	test("parameters as JSON keep the contract", async () => {
		write("a.py", "Adam(p, lr=1e-3)\nDataLoader(d, batch_size=2 ** 5)\n");
		const { status, out } = await hplint(["--parameters", "--format", "json", "a.py"]);
		assert.equal(status, 0);
		const { parameters } = JSON.parse(out);
		assert.deepEqual(
			parameters.map(({ parameter, role, value, text, keyPath }: Record<string, unknown>) => [
				parameter,
				role,
				value,
				text,
				keyPath,
			]),
			[
				["learning_rate", "base", 0.001, "1e-3", ["Adam", "lr"]],
				["batch_size", "base", 32, "2 ** 5", ["DataLoader", "batch_size"]],
			],
		);
		assert.equal(parameters[0].resolved, false);
	});

	test("a value that several places merge is one parameter", async () => {
		write("a.yaml", "base: &base {lr: 0.1}\na: {<<: *base, optimizer: sgd}\nb: {<<: *base, optimizer: adam}\n");
		const { out } = await hplint(["--parameters", "--format", "json", "a.yaml"]);
		const keyPaths = JSON.parse(out).parameters.map(({ keyPath }: { keyPath: string[] }) => keyPath.join("."));
		assert.deepEqual(keyPaths, ["a.lr"]);
		assert.match((await hplint(["--parameters", "a.yaml"])).out, /^1 parameter in 1 file/m);
	});

	test("a byte-order mark and CRLF move no column", async () => {
		write("bom.yaml", "\ufefflearning_rate: 5\r\noptimizer: adamw\r\n");
		const { out } = await hplint(["--parameters", "--format", "json"]);
		assert.deepEqual(JSON.parse(out).parameters[0].range, {
			start: { line: 1, column: 16 },
			end: { line: 1, column: 17 },
		});
	});

	test("exit status follows --fail-on", async () => {
		write("warn.yaml", "optimizer: adamw\nlr: 5\n");
		write("info/info.yaml", "optimizer: adamw\nlr: 0.02\n");
		for (const [words, status] of [
			[["warn.yaml"], 1],
			[["--fail-on", "error", "warn.yaml"], 0],
			[["--fail-on", "never", "warn.yaml"], 0],
			[["info"], 0],
			[["--fail-on", "information", "info"], 1],
			[["--parameters", "warn.yaml"], 0],
		] as const) {
			assert.equal((await hplint(words)).status, status, words.join(" "));
		}
	});

	test("wrong words end with 2 and say why", async () => {
		for (const [words, reason] of [
			[["--format", "xml"], /--format is one of text, json/],
			[["--format", "sarif"], /not there yet/],
			[["--fix"], /not there yet/],
			[["--colour"], /colour/],
			[["--profile", "strict"], /--profile is one of auto, article/],
			[["--fail-on", "hint"], /--fail-on is one of/],
			[["--parameters", "--suggest"], /exclude each other/],
			[["--config", "nowhere.yaml"], /nowhere\.yaml/],
			[["--stdin-filename", "notes.txt"], /none of the formats that are read/],
		] as const) {
			const { status, out, err } = await hplint(words);
			assert.equal(status, 2, words.join(" "));
			assert.match(err, reason);
			assert.equal(out, "");
		}
	});

	test("--help and --version", async () => {
		assert.match((await hplint(["--help"])).out, /hplint \[PATH…\]/);
		assert.equal((await hplint(["--version"])).out, "1.2.3\n");
	});

	test("standard input under a name", async () => {
		const { status, out } = await hplint(
			["--stdin-filename", "x/train.yaml", "--format", "json"],
			"optimizer: adamw\nlr: 5\n",
		);
		assert.equal(status, 1);
		assert.equal(JSON.parse(out).findings[0].file, "x/train.yaml");
	});

	test("--profile article", async () => {
		write("a.yaml", "optimizer: lars\nlr: 4.8\nbatch_size: 4096\n");
		assert.equal((await hplint(["a.yaml"])).status, 0);
		const { findings } = JSON.parse((await hplint(["--profile", "article", "--format", "json", "a.yaml"])).out);
		assert.deepEqual(
			findings.map(({ rule, severity }: Record<string, string>) => `${rule} ${severity}`),
			["learning-rate-above-rule-of-thumb warning", "batch-size-outside-rule-of-thumb warning"],
		);
	});

	test("the nearest project file governs; --config stands before it", async () => {
		write(".hplint.yaml", "rules:\n  learning-rate-too-high: off\n");
		write("inner/.hplint.json", '{"rules": {"learning-rate-too-high": "error"}, "facts": {"features": 100}}');
		write("a.yaml", "optimizer: adamw\nlr: 5\n");
		write("inner/a.yaml", "optimizer: adamw\nlr: 5\n");
		assert.equal(JSON.parse((await hplint(["--format", "json", "a.yaml"])).out).findings.length, 0);
		const [finding] = JSON.parse((await hplint(["--format", "json", "inner"])).out).findings;
		assert.equal(finding.severity, "error");
		assert.equal(finding.setup.features, 100);
		const { status } = await hplint(["--config", ".hplint.yaml", "inner/a.yaml"]);
		assert.equal(status, 0);
	});

	test("suggestions name their reason and source", async () => {
		write("linear.yaml", "model: linear_regression\nnum_features: 100\noptimizer: sgd\n");
		const { status, out } = await hplint(["--suggest", "--format", "json", "linear.yaml"]);
		assert.equal(status, 0);
		const [rate, batch] = JSON.parse(out).suggestions;
		assert.equal(rate.parameter, "learning_rate");
		assert.equal(rate.suggestions[0].value, 0.1);
		assert.match(rate.suggestions[0].reason, /1\/√100/);
		assert.ok(rate.suggestions[0].evidence.length > 0);
		assert.equal(batch.parameter, "batch_size");
		assert.match((await hplint(["--suggest", "linear.yaml"])).out, /no learning rate yet/);
	});

	test("the text output says where, what, why and the way out", async () => {
		write("a.yaml", "optimizer: adamw\nlr: 5\n");
		const { out } = await hplint(["a.yaml"]);
		assert.match(out, /^a\.yaml:2:5: warning: .*\[learning-rate-too-high\]$/m);
		assert.match(out, /^ {4}evidence: .*https?:/m);
		assert.match(out, /^ {4}fix: /m);
		assert.match(out, /^1 finding \(1 warning\) in 1 file$/m);
	});
});

suite("the command line: bad input", () => {
	const GOOD = "optimizer: adamw\nlr: 5\n";

	setup(() => {
		folder = mkdtempSync(join(tmpdir(), "hplint-bad-"));
		write("zz-good.yaml", GOOD);
	});
	teardown(() => rmSync(folder, { recursive: true, force: true }));

	/** The finding of the good file is there, whatever stands beside it. */
	async function survives(words: readonly string[] = ["."]): Promise<Output> {
		const result = await hplint(["--format", "json", ...words]);
		assert.ok(
			JSON.parse(result.out).findings.some(({ file }: { file: string }) => file === "zz-good.yaml"),
			"the good file's finding is lost",
		);
		return result;
	}

	test("an empty file, a file of bytes, NUL bytes", async () => {
		write("empty.yaml", "");
		write("binary.json", new Uint8Array([...Array(256).keys()]));
		write("nul.yaml", "lr: 1\0\n");
		const { status, err } = await survives();
		assert.equal(status, 1);
		assert.match(err, /nul\.yaml: skipped: holds NUL bytes/);
	});

	test("50 MB of JSON are skipped with a line", async () => {
		write("huge.json", `{"lr": [${"0.1,".repeat(12_500_000)}1]}`);
		const { status, err } = await survives();
		assert.equal(status, 1);
		assert.match(err, /huge\.json: skipped: 50 MB/);
	}).timeout(60_000);

	test("200,000 lines of YAML are read to the end", async () => {
		write(
			"long.yaml",
			`${Array.from({ length: 200_000 }, (_, i) => `key${i}: ${i}`).join("\n")}\noptimizer: adamw\nlr: 7\n`,
		);
		const { out } = await survives();
		assert.ok(JSON.parse(out).findings.some(({ value }: { value: number }) => value === 7));
	}).timeout(60_000);

	test("JSON nested 100,000 deep and a YAML alias bomb", async () => {
		write("deep.json", `{"lr": 5, "optimizer": "adamw", "x": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
		const names = [..."abcdefghij"];
		const bomb = names.map(
			(name, i) =>
				`${name}: &${name} [${Array(10)
					.fill(i === 0 ? "1" : `*${names[i - 1]}`)
					.join(", ")}]`,
		);
		write("bomb.yaml", `${bomb.join("\n")}\nlr: 0.1\n`);
		const { err } = await survives();
		assert.match(err, /deep\.json: skipped: nesting too deep/);
	}).timeout(60_000);

	test("lone surrogates", async () => {
		write("surrogate.json", '{"lr": 5, "optimizer": "adamw", "x": "\\ud800"}');
		write("raw.yaml", new Uint8Array([...new TextEncoder().encode("x: "), 0xed, 0xa0, 0x80, 0x0a]));
		await survives();
	});

	test("a folder named train.yaml is walked like any other", async () => {
		write("train.yaml/inner.yaml", GOOD);
		const { out } = await survives();
		assert.ok(JSON.parse(out).findings.some(({ file }: { file: string }) => file === "train.yaml/inner.yaml"));
	});

	test("links in a circle and links to nowhere", async () => {
		mkdirSync(join(folder, "loop"));
		symlinkSync("..", join(folder, "loop", "up"));
		symlinkSync("self.yaml", join(folder, "self.yaml"));
		symlinkSync("nowhere.yaml", join(folder, "dangling.yaml"));
		const { err, out } = await survives();
		assert.match(err, /self\.yaml: not read/);
		assert.match(err, /dangling\.yaml: not read/);
		assert.equal(JSON.parse(out).findings.length, 1);
	});

	test("a named path that cannot be read ends with 2, the others are linted", async () => {
		const { status, err } = await survives(["missing.yaml", "zz-good.yaml"]);
		assert.equal(status, 2);
		assert.match(err, /missing\.yaml: not read: no such file or directory/);
	});

	test("a folder named .hplint.yaml is said, and takes no finding along", async () => {
		write(".hplint.yaml/inner.txt", "x");
		const { err } = await survives();
		assert.match(err, /\.hplint\.yaml: not read/);
	});

	test("values by the ten thousand in one place are no hang", async () => {
		write("list.json", `{"lr": [${Array(40_000).fill("0.001").join(",")}]}`);
		write("twice.json", `{${Array(40_000).fill('"lr": 0.1').join(",")}}`);
		write("text.json", `{"lr": "1${" ".repeat(80_000)}x"}`);
		await survives();
	});

	test("a broken project file is said and does not end the run", async () => {
		write(".hplint.yaml", "rules: [\nprofile: what\n");
		const { err } = await survives();
		assert.match(err, /\.hplint\.yaml:\d+:\d+: /);
	});

	test("a project's globs are heeded in folders, and a file that is named is linted", async () => {
		write(".hplint.yaml", "exclude: ['old/**']\n");
		write("old/a.yaml", "optimizer: adamw\nlr: 5\n");
		assert.doesNotMatch((await hplint([])).out, /old\/a\.yaml/);
		assert.match((await hplint(["old/a.yaml"])).out, /old\/a\.yaml:2:5/);
	});

	test("a wrong project file is said with line and column, and the rest of it holds", async () => {
		write(".hplint.yaml", "facts:\n  feature: 3\nrules:\n  learning-rate-too-high: off\n");
		write("a.yaml", "optimizer: adamw\nlr: 5\n");
		const { status, err } = await hplint([]);
		assert.equal(status, 0);
		assert.match(err, /^hplint: \.hplint\.yaml:2:3: "feature" is not known here\. Did you mean "features"\?$/m);
	});
});

suite("the command line: .gitignore", () => {
	setup(() => {
		folder = mkdtempSync(join(tmpdir(), "hplint-gitignore-"));
	});
	teardown(() => rmSync(folder, { recursive: true, force: true }));

	// A file that Git tracks may match its patterns all the same, and what runs in CI must not miss it.
	test("leaves nothing out of what is linted", async () => {
		write(".gitignore", "*.yaml\n");
		write("a.yaml", "optimizer: adamw\nlr: 5\n");
		assert.match((await hplint([])).out, /a\.yaml:2:5/);
	});
});
