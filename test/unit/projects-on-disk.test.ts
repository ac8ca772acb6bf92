/** The projects of several files, through the command line; and what it does not look at beside a file. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as assert from "assert";
import { run } from "../../src/cli/run.ts";
import { ALONE } from "./threads.ts";

interface Found {
	readonly file: string;
	readonly rule: string;
	readonly severity: string;
	readonly range: { readonly start: { readonly line: number } };
	readonly related: readonly { readonly file: string; readonly message: string }[];
}

async function hplint(cwd: string, ...words: string[]): Promise<string> {
	let out = "";
	await run(words, {
		cwd,
		version: "",
		threads: ALONE,
		readStdin: async () => new Uint8Array(),
		out: (text) => {
			out += text;
		},
		err: () => {},
		isHeard: () => true,
	});
	return out;
}

const findings = async (cwd: string, ...words: string[]): Promise<Found[]> =>
	JSON.parse(await hplint(cwd, "--format", "json", ...words)).findings;

const PROJECTS = join(process.cwd(), "test/fixtures/projects");

suite("the command line: projects of several files", () => {
	for (const project of readdirSync(PROJECTS)) {
		test(project, async () => {
			const files = readdirSync(join(PROJECTS, project), { recursive: true, withFileTypes: true });
			const wanted = files.flatMap((entry) => {
				if (!entry.isFile()) return [];
				const path = join(entry.parentPath, entry.name);
				const lines = readFileSync(path, "utf8").split("\n");
				return lines.flatMap((line, i) => {
					const [, expected] = /# expect: ([a-z-]+ [a-z]+)/.exec(line) ?? [];
					return expected ? [`${path.slice(PROJECTS.length + 1)}:${i + 1} ${expected}`] : [];
				});
			});
			const found = await findings(PROJECTS, project);
			const said = found.map(({ file, range, rule, severity }) => `${file}:${range.start.line} ${rule} ${severity}`);
			assert.deepEqual(said.sort(), wanted.sort());
			for (const { file, related } of found) assert.ok(related.some((one) => one.file !== file));
		});
	}

	test("the text names the other file, with line and column", async () => {
		const out = await hplint(PROJECTS, "detectron2-base");
		assert.match(
			out,
			/^detectron2-base\/configs\/detection\/faster_rcnn\.yaml:5:12: warning: .*\n {4}see: detectron2-base\/configs\/Base-RCNN\.yaml:4:18: Recognised here: IMS_PER_BATCH: 2$/m,
		);
	});

	test("standard input is seen among the files of its name's folder", async () => {
		let out = "";
		const text = "_BASE_: ../Base-RCNN.yaml\nSOLVER:\n  BASE_LR: 0.02\n";
		await run(["--stdin-filename", "detectron2-base/configs/detection/new.yaml"], {
			cwd: PROJECTS,
			version: "",
			threads: ALONE,
			readStdin: async () => new TextEncoder().encode(text),
			out: (part) => {
				out += part;
			},
			err: () => {},
			isHeard: () => true,
		});
		assert.match(out, /learning-rate-not-scaled/);
	});
});

suite("the command line: what is not looked at", () => {
	let folder = "";
	const BASE = "optimizer: {name: adamw}\n";
	const CHILD = "_base_: ../base.yaml\noptimizer: {lr: 5}\n";

	function write(path: string, content: string): void {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	setup(() => {
		folder = mkdtempSync(join(tmpdir(), "hplint-beside-"));
		write("base.yaml", BASE);
		write("inner/a.yaml", CHILD);
	});
	teardown(() => rmSync(folder, { recursive: true, force: true }));

	const isSeen = async (...words: string[]): Promise<boolean> => (await findings(folder, ...words)).some(isWarning);
	const isWarning = ({ severity }: Found): boolean => severity === "warning";

	test("a file above the folder that was named", async () => {
		assert.equal(await isSeen("inner"), false);
		assert.equal(await isSeen("."), true);
	});

	test("a file outside of the current folder, beside one that was named by itself", async () => {
		assert.equal(await isSeen("inner/a.yaml"), true);
		assert.equal((await findings(join(folder, "inner"), "a.yaml")).some(isWarning), false);
		assert.equal((await findings(join(folder, "inner"), join(folder, "inner/a.yaml"))).some(isWarning), false);
	});

	test("what a link leads to, where that is outside", async () => {
		write("inner/b.yaml", "_base_: link.yaml\noptimizer: {lr: 5}\n");
		write("inner/c.yaml", "_base_: linked/base.yaml\noptimizer: {lr: 5}\n");
		write("inner/d.yaml", "_base_: own.yaml\noptimizer: {lr: 5}\n");
		write("inner/own/base.yaml", BASE);
		symlinkSync("../base.yaml", join(folder, "inner/link.yaml"));
		symlinkSync("..", join(folder, "inner/linked"));
		symlinkSync("own/base.yaml", join(folder, "inner/own.yaml"));
		const found = (await findings(folder, "inner")).filter(isWarning);
		assert.deepEqual(
			found.map(({ file }) => file),
			["inner/d.yaml"],
		);
	});

	test("a folder, a link in a circle, a file of bytes, a file that is not there", async () => {
		mkdirSync(join(folder, "folder.yaml"));
		symlinkSync("circle.yaml", join(folder, "circle.yaml"));
		writeFileSync(join(folder, "bytes.yaml"), new Uint8Array([...Array(256).keys()]));
		for (const base of ["folder.yaml", "circle.yaml", "bytes.yaml", "nowhere.yaml", "/", "/dev/zero", "..", "."]) {
			write("a.yaml", `_base_: ${base}\noptimizer: {name: adamw, lr: 5}\n`);
			assert.equal(await isSeen("a.yaml"), true, base);
		}
	});
});
