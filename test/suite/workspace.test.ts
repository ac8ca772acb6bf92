/** "Lint All Training Configs" in a real extension host: which closed files are looked at, and how long their findings stay. */

import * as assert from "assert";
import * as vscode from "vscode";
import { until as untilRead } from "./waiting.ts";

const FLAGGED = "optimizer: adamw\nlearning_rate: 5\n";
const RIGHT = "optimizer: adamw\nlearning_rate: 0.001\n";

/** Files that no run is done with before a person's word has come. */
const MANY = 600;

interface LintRun {
	readonly files: number;
	readonly all: number;
	readonly read: number;
	readonly isStopped: boolean;
	readonly byRule: readonly (readonly [string, number])[];
}

const lint = (): Thenable<LintRun> => vscode.commands.executeCommand<LintRun>("hplint.lintWorkspace");

function at(name: string): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder, "no folder is open");
	return vscode.Uri.joinPath(folder.uri, "closed", name);
}

const write = (name: string, text: string): Thenable<void> =>
	vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
	vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "hplint");

/** The files of this suite in which something is found, with how much. */
const found = (): string[] =>
	vscode.languages
		.getDiagnostics()
		.filter(([uri]) => uri.path.startsWith(at("").path) && ours(uri).length > 0)
		.map(([uri]) => `${uri.path.slice(at("").path.length + 1)} ${ours(uri).length}`)
		.sort();

const until = async (holds: () => boolean): Promise<void> => {
	await untilRead(
		() => ({ holds: holds(), found: found() }),
		(now) => now.holds,
	);
};

/** Writes a file until its word has come: the watchers of the system begin some time after they are asked for. */
async function writeUntil(name: string, text: string, holds: () => boolean): Promise<void> {
	for (let i = 0; i < 20 && !holds(); i++) {
		await write(name, text + "\n".repeat(i));
		for (const end = Date.now() + 1000; !holds() && Date.now() < end; )
			await new Promise((resolve) => setTimeout(resolve, 20));
	}
	assert.ok(holds(), `written in vain; found are ${found()}`);
}

const foundAre = (...expected: string[]): Promise<void> => until(() => found().join() === expected.join());

async function withSetting(section: string, name: string, value: unknown, then: () => Promise<void>): Promise<void> {
	const set = (to: unknown): Thenable<void> =>
		vscode.workspace.getConfiguration(section).update(name, to, vscode.ConfigurationTarget.Global);
	await set(value);
	try {
		await then();
	} finally {
		await set(undefined);
	}
}

suite("lint all training configs", () => {
	teardown(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await vscode.workspace.fs.delete(at(""), { recursive: true });
		await until(() => found().length === 0);
	});

	test("finds what is in closed files, opens none, counts by rule, and reads again only what has changed", async () => {
		await write("a/flagged.yaml", FLAGGED);
		await write("a/none.yaml", "name: nothing\n");
		await write("b/flagged.py", "import torch\nopt = torch.optim.AdamW(net.parameters(), lr=5.0)\n");
		const first = await lint();
		assert.deepEqual(found(), ["a/flagged.yaml 1", "b/flagged.py 1"]);
		assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.path.startsWith(at("").path)));
		assert.equal(first.files, first.all);
		assert.ok((new Map(first.byRule).get("learning-rate-too-high") ?? 0) >= 2);
		assert.equal((await lint()).read, 0);
		assert.deepEqual(found(), ["a/flagged.yaml 1", "b/flagged.py 1"]);
		// What holds a value depends on what lies beside it.
		await write("a/none.yaml", "name: nothing at all\n");
		assert.equal((await lint()).read, 2);
		assert.deepEqual(found(), ["a/flagged.yaml 1", "b/flagged.py 1"]);
	});

	test("a change, a new name, and the deletion of a folder take findings away", async () => {
		for (const name of ["changed.yaml", "named.yaml", "folder/one.yaml", "folder/two.yaml", "stays.yaml"])
			await write(name, FLAGGED);
		await lint();
		assert.equal(found().length, 5);
		await write("changed.yaml", RIGHT);
		await foundAre("folder/one.yaml 1", "folder/two.yaml 1", "named.yaml 1", "stays.yaml 1");
		await vscode.workspace.fs.rename(at("named.yaml"), at("renamed.yaml"));
		await foundAre("folder/one.yaml 1", "folder/two.yaml 1", "stays.yaml 1");
		await vscode.workspace.fs.delete(at("folder"), { recursive: true });
		await foundAre("stays.yaml 1");
		await lint();
		await foundAre("renamed.yaml 1", "stays.yaml 1");
	});

	test("an open document stands for its file, which stands for itself again when that is closed", async () => {
		await write("opened.yaml", FLAGGED);
		await write("other.yaml", FLAGGED);
		await lint();
		await vscode.commands.executeCommand("vscode.open", at("opened.yaml"));
		const document = vscode.window.activeTextEditor?.document;
		assert.ok(document);
		assert.equal(document.uri.path, at("opened.yaml").path);
		const edit = new vscode.WorkspaceEdit();
		edit.replace(at("opened.yaml"), document.lineAt(1).range, "learning_rate: 0.001");
		assert.ok(await vscode.workspace.applyEdit(edit));
		await foundAre("other.yaml 1");
		await lint();
		assert.deepEqual(found(), ["other.yaml 1"]);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		await until(() => document.isClosed);
		await foundAre("opened.yaml 1", "other.yaml 1");
	});

	test("what a base config says is looked at anew when it changes, and a setting at once", async () => {
		// Not in a folder of its own: what is written in a new one the system does not always tell.
		await write("base.yaml", "optimizer: {name: adamw}\n");
		await write("config.yaml", "_base_: base.yaml\noptimizer: {lr: 5}\n");
		await lint();
		const severities = (): unknown[] => ours(at("config.yaml")).map(({ severity }) => severity);
		assert.deepEqual(severities(), [vscode.DiagnosticSeverity.Warning]);
		const isNow = (severity: vscode.DiagnosticSeverity) => () => severities()[0] === severity;
		await writeUntil("base.yaml", "optimizer: {name: sgd}\n", isNow(vscode.DiagnosticSeverity.Information));
		await writeUntil("base.yaml", "optimizer: {name: adamw}\n", isNow(vscode.DiagnosticSeverity.Warning));
		await withSetting("hplint", "rules", { "learning-rate-too-high": "error" }, () =>
			until(() => severities()[0] === vscode.DiagnosticSeverity.Error),
		);
		await until(() => severities()[0] === vscode.DiagnosticSeverity.Warning);
	});

	test("the .gitignore files of all folders are heeded, unless Search is told not to", async () => {
		await write(".gitignore", "out/\n*.local.yaml\n/top.yaml\n");
		await write("a/.gitignore", "!keep.local.yaml\n/b/*.yaml\n");
		const left = ["a.local.yaml", "a/b/x.yaml", "a/out/keep.local.yaml", "b/out/a.yaml", "out/a.yaml", "top.yaml"];
		const kept = ["a.yaml", "a/c/b/x.yaml", "a/keep.local.yaml", "a/top.yaml"];
		for (const name of [...left, ...kept]) await write(name, FLAGGED);
		await lint();
		assert.deepEqual(
			found(),
			kept.map((name) => `${name} 1`),
		);
		await withSetting("search", "useIgnoreFiles", false, async () => {
			await lint();
			assert.equal(found().length, left.length + kept.length);
		});
		await lint();
		assert.equal(found().length, kept.length);
	});

	test("a run that is cancelled keeps what it has found, says so, and is taken up by the next one", async () => {
		const names = Array.from({ length: MANY }, (_, i) => `many/${i}.yaml`);
		await Promise.all(names.map((name) => write(name, FLAGGED)));
		const running = lint();
		// The first word of a file, while most are still to be read.
		await until(() => found().length > 0);
		// The only button of the notice: Cancel.
		await vscode.commands.executeCommand("notification.acceptPrimaryAction");
		const stopped = await running;
		assert.ok(stopped.isStopped);
		assert.ok(stopped.files > 0 && stopped.files < stopped.all, JSON.stringify(stopped));
		const kept = found().length;
		assert.ok(kept > 0 && kept <= stopped.files);
		const whole = await lint();
		assert.ok(!whole.isStopped);
		assert.equal(whole.files, whole.all);
		assert.ok(whole.read <= whole.all - kept, JSON.stringify({ kept, whole }));
		assert.equal(found().length, MANY);
	});

	for (const [section, name, value] of [
		["files", "exclude", { "**/closed/out": true, "**/*.{old,bak}.yaml": true }],
		["search", "exclude", { "**/closed/out": true, "**/*.{old,bak}.yaml": true, "**/a.yaml": false }],
		["hplint", "exclude", ["closed/out/**", "**/*.{old,bak}.yaml"]],
		["hplint", "include", ["closed/*.{yaml,py}"]],
	] as const)
		test(`${section}.${name} is heeded`, async () => {
			const names = name === "include" ? ["out/a.yaml", "a.yaml", "a.json"] : ["out/b/a.yaml", "a.old.yaml", "a.yaml"];
			for (const one of names) await write(one, one.endsWith("json") ? '{"optimizer": "adamw", "lr": 5}' : FLAGGED);
			await withSetting(section, name, value, async () => {
				await lint();
				assert.deepEqual(found(), ["a.yaml 1"]);
			});
			await lint();
			assert.equal(found().length, 3);
		});

	test("the globs of a project file are heeded", async () => {
		await write(".hplint.yaml", "exclude: ['old/**']\n");
		await write("old/a.yaml", FLAGGED);
		await write("a.yaml", FLAGGED);
		await lint();
		await foundAre("a.yaml 1");
	});
});
