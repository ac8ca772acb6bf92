/** What the extension does with a document, feature by feature, in a real extension host. */

import * as assert from "assert";
import * as vscode from "vscode";
import { read } from "../../src/core/read/index.ts";
import { NeighbourFiles } from "../../src/editor/neighbours.ts";
import { sheetOf } from "../../src/editor/sheets.ts";
import { until } from "./waiting.ts";

const TOO_HIGH = "learning-rate-too-high";
const FLAGGED = "optimizer: adamw\nlearning_rate: 5\nbatch_size: 32\n";

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
	vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "hplint");

const EXTENSIONS: Readonly<Record<string, string>> = {
	yaml: "yaml",
	json: "json",
	jsonc: "jsonc",
	python: "py",
	plaintext: "txt",
};
const shown: vscode.Uri[] = [];
let count = 0;

/** Opens a new file of its own name: a window that is busy gives an untitled document the text of the one closed before. */
async function show(content: string, language = "yaml"): Promise<vscode.TextDocument> {
	const uri = workspaceFile(`document-${count++}.${EXTENSIONS[language]}`);
	shown.push(uri);
	await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
	const document = await vscode.workspace.openTextDocument(uri);
	assert.equal(document.languageId, language);
	await vscode.window.showTextDocument(document);
	return document;
}

const flagged = (document: vscode.TextDocument, count = 1): Promise<vscode.Diagnostic[]> =>
	until(
		() => ours(document.uri),
		(found) => found.length === count,
	);

async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
	const start = document.getText().indexOf(before);
	const edit = new vscode.WorkspaceEdit();
	edit.replace(
		document.uri,
		new vscode.Range(document.positionAt(start), document.positionAt(start + before.length)),
		after,
	);
	assert.ok(await vscode.workspace.applyEdit(edit));
}

async function actions(
	document: vscode.TextDocument,
	range: vscode.Range,
	kind?: string,
): Promise<vscode.CodeAction[]> {
	const found = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
		"vscode.executeCodeActionProvider",
		document.uri,
		range,
		kind,
	);
	return found.filter((one): one is vscode.CodeAction => one instanceof vscode.CodeAction);
}

async function take(document: vscode.TextDocument, title: RegExp): Promise<void> {
	const [diagnostic] = await flagged(document);
	assert.ok(diagnostic);
	const action = (await actions(document, diagnostic.range)).find((one) => title.test(one.title));
	assert.ok(action, `no action ${title}`);
	if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
	if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

function workspaceFile(name: string): vscode.Uri {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder, "no folder is open");
	return vscode.Uri.joinPath(folder.uri, name);
}

/** What the Git extension offers for a test's own repository; undefined where it is not there. */
interface Git {
	init(root: vscode.Uri): Promise<{
		setConfig(key: string, value: string): Promise<string>;
		add(paths: string[]): Promise<void>;
		commit(message: string): Promise<void>;
		createBranch(name: string, checkout: boolean): Promise<void>;
		checkout(treeish: string): Promise<void>;
		status(): Promise<void>;
	} | null>;
}

async function gitOf(): Promise<Git | undefined> {
	const extension = vscode.extensions.getExtension<{ enabled: boolean; getAPI(version: 1): Git }>("vscode.git");
	if (!extension) return undefined;
	const exported = await extension.activate();
	await vscode.workspace.getConfiguration("git").update("enabled", true, vscode.ConfigurationTarget.Global);
	await until(
		() => exported.enabled,
		(isEnabled) => isEnabled,
	);
	return exported.getAPI(1);
}

async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
		"vscode.executeHoverProvider",
		document.uri,
		position,
	);
	return hovers
		.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)))
		.join("\n");
}

/** A file system with nothing but one YAML file. */
class OneFile implements vscode.FileSystemProvider {
	readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
	private readonly content: Uint8Array;

	constructor(text: string) {
		this.content = new TextEncoder().encode(text);
	}

	stat({ path }: vscode.Uri): vscode.FileStat {
		if (path === "/train.yaml") return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.content.length };
		throw vscode.FileSystemError.FileNotFound(path);
	}

	readFile(uri: vscode.Uri): Uint8Array {
		this.stat(uri);
		return this.content;
	}

	watch = (): vscode.Disposable => ({ dispose() {} });
	readDirectory = (): [string, vscode.FileType][] => [["train.yaml", vscode.FileType.File]];
	createDirectory = this.refuse;
	writeFile = this.refuse;
	delete = this.refuse;
	rename = this.refuse;

	private refuse(): never {
		throw vscode.FileSystemError.NoPermissions("read only");
	}
}

suite("features", () => {
	teardown(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		for (const uri of shown.splice(0)) await vscode.workspace.fs.delete(uri);
	});

	test("a diagnostic has range, severity, source, and a code that opens the rule's page", async () => {
		const document = await show(FLAGGED);
		const [diagnostic] = await flagged(document);
		assert.ok(diagnostic);
		assert.equal(document.getText(diagnostic.range), "5");
		assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
		assert.ok(typeof diagnostic.code === "object");
		assert.equal(diagnostic.code.value, TOO_HIGH);
		const page = await vscode.workspace.openTextDocument(diagnostic.code.target);
		assert.match(page.getText(), /^# learning-rate-too-high$/m);
		assert.equal(page.languageId, "markdown");
		assert.match(diagnostic.relatedInformation?.[0]?.message ?? "", /adamw/);
	});

	for (const [language, content, text] of [
		["json", '{"optimizer": "adamw", "lr": 5}', "5"],
		["jsonc", '{"optimizer": "adamw", /* so */ "lr": 5}', "5"],
		["python", "import torch\n\nopt = torch.optim.AdamW(net.parameters(), lr=5.0)\n", "5.0"],
	] as const) {
		test(`${language} is read`, async () => {
			const document = await show(content, language);
			const [diagnostic] = await flagged(document);
			assert.ok(diagnostic);
			assert.equal(document.getText(diagnostic.range), text);
		});
	}

	test("typing changes what is found, and closing clears it", async () => {
		// Untitled, because a window keeps a file open for a while after its tab is closed.
		const document = await vscode.workspace.openTextDocument({ language: "yaml", content: FLAGGED });
		await vscode.window.showTextDocument(document);
		await flagged(document);
		await replace(document, "rate: 5", "rate: 0.001");
		await flagged(document, 0);
		await replace(document, "rate: 0.001", "rate: -1");
		const [diagnostic] = await flagged(document);
		assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Error);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		await until(
			() => ours(document.uri),
			(found) => found.length === 0,
		);
	});

	/** Presses a key at the end of the line of the rate. */
	const press = async (document: vscode.TextDocument, key: string): Promise<void> => {
		const editor = vscode.window.activeTextEditor;
		assert.equal(editor?.document.uri.toString(), document.uri.toString());
		const { end } = document.lineAt(1).range;
		if (editor) editor.selection = new vscode.Selection(end, end);
		if (key === "Backspace") await vscode.commands.executeCommand("deleteLeft");
		else await vscode.commands.executeCommand("type", { text: key });
	};

	test("what was fixed is seen at once, though the person types on in the line", async () => {
		const document = await show("optimizer: adamw\nlearning_rate: 5\n");
		await flagged(document);
		for (const key of ["Backspace", "1", "e", "-", "3", " ", "#"]) await press(document, key);
		// With no pause between the keys nothing would be looked at until the last one.
		for (let keys = 0; keys < 100 && ours(document.uri).length > 0; keys++) await press(document, "x");
		assert.deepEqual(ours(document.uri), []);
	});

	test("what is half typed is no mistake until the person pauses", async () => {
		const document = await show("optimizer: adamw\nlearning_rate: \n");
		const start = Date.now();
		await press(document, "5");
		await flagged(document);
		assert.ok(Date.now() - start >= 300);
	});

	test("a document that is called something else is read as that", async () => {
		const document = await show(FLAGGED);
		await flagged(document);
		await vscode.languages.setTextDocumentLanguage(document, "json");
		await flagged(document, 0);
		await vscode.languages.setTextDocumentLanguage(document, "yaml");
		await flagged(document);
	});

	test("a hundred quick edits end with the findings of the last text", async () => {
		const document = await show(FLAGGED);
		for (let i = 0; i < 100; i++)
			await replace(document, document.lineAt(1).text, `learning_rate: ${i % 2 ? 7 : 0.001}`);
		const [diagnostic] = await flagged(document);
		assert.ok(diagnostic);
		assert.equal(document.getText(diagnostic.range), "7");
	});

	test("the hover explains good and bad values, with sources and only named commands", async () => {
		const document = await show(FLAGGED);
		await flagged(document);
		const hoverAt = (line: number): Promise<string> =>
			hoverText(document, new vscode.Position(line, document.lineAt(line).text.length));
		const rate = await hoverAt(1);
		assert.match(rate, /Learning rate/);
		assert.match(rate, /!\[5 on a scale where 1e-6 to 0\.003 is usual\]\(data:image\/svg\+xml;base64,/);
		assert.match(rate, /Recognised: AdamW/);
		assert.match(rate, /Usual for/);
		assert.match(rate, /Sources: .*https?:/);
		assert.match(await hoverText(document, new vscode.Position(1, 0)), /command:hplint\.openRuleDocs/);
		const [, page] = /command:hplint\.explainValue\?([^)]*)/.exec(rate) ?? [];
		const [uri] = JSON.parse(decodeURIComponent(page ?? "")) as [string];
		assert.match(
			(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText(),
			/- optimizer: AdamW \(from ` optimizer: adamw `, line 1\)/,
		);
		const batch = await hoverAt(2);
		assert.match(batch, /Batch size/);
		assert.match(batch, /2 to 32/);
		assert.equal(await hoverAt(0), "");
	});

	test("the light bulb offers values with their reasons, the preferred one first", async () => {
		const document = await show(FLAGGED);
		const [diagnostic] = await flagged(document);
		assert.ok(diagnostic);
		const offered = await actions(document, diagnostic.range);
		assert.match(offered[0]?.title ?? "", /^Set learning_rate to .*: middle of/);
		assert.equal(offered[0]?.isPreferred, true);
		assert.equal(offered.filter(({ isPreferred }) => isPreferred).length, 1);
		for (const title of [/on this line/, /in this file/, /^Explain/])
			assert.ok(
				offered.some((one) => title.test(one.title)),
				`${title}`,
			);
	});

	test("taking a value writes it, and one undo takes it back", async () => {
		const document = await show(FLAGGED);
		await take(document, /^Set learning_rate to /);
		assert.match(document.getText(), /^optimizer: adamw\nlearning_rate: [\d.e-]+\nbatch_size: 32\n$/);
		await flagged(document, 0);
		await vscode.commands.executeCommand("undo");
		assert.equal(document.getText(), FLAGGED);
		await flagged(document);
	});

	test("suppressing on the line and in the file", async () => {
		const line = await show(FLAGGED);
		await take(line, /on this line/);
		assert.match(line.getText(), /^learning_rate: 5 {2}# hplint-disable-line learning-rate-too-high$/m);
		await flagged(line, 0);
		const file = await show(FLAGGED);
		await take(file, /in this file/);
		assert.match(file.getText(), /^# hplint-disable-file learning-rate-too-high\n/);
		await flagged(file, 0);
	});

	test("turning a rule off for the workspace writes the project file, which is heeded, until it is gone", async () => {
		const uri = workspaceFile("turned-off.yaml");
		const project = workspaceFile(".hplint.yaml");
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(FLAGGED));
		const document = await vscode.workspace.openTextDocument(uri);
		await vscode.window.showTextDocument(document);
		try {
			await take(document, /for this workspace/);
			assert.equal(
				new TextDecoder().decode(await vscode.workspace.fs.readFile(project)),
				`rules:\n  ${TOO_HIGH}: off\n`,
			);
			await flagged(document, 0);
		} finally {
			await vscode.workspace.fs.delete(project);
		}
		await flagged(document);
		await vscode.workspace.fs.delete(uri);
	});

	test("outside of the workspace's folders a rule is turned off in the settings", async () => {
		const document = await vscode.workspace.openTextDocument({ language: "yaml", content: FLAGGED });
		await vscode.window.showTextDocument(document);
		const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("hplint");
		try {
			await take(document, /in your settings/);
			assert.deepEqual(settings().inspect("rules")?.globalValue, { [TOO_HIGH]: "off" });
			await flagged(document, 0);
		} finally {
			await settings().update("rules", undefined, vscode.ConfigurationTarget.Global);
			await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		}
	});

	test("a config is judged together with its base, which is named, watched and read as it is typed", async () => {
		const base = workspaceFile("base.yaml");
		shown.push(base);
		const write = (optimizer: string): Thenable<void> =>
			vscode.workspace.fs.writeFile(base, new TextEncoder().encode(`# base\noptimizer: {name: ${optimizer}}\n`));
		await write("adamw");
		const document = await show("_base_: base.yaml\noptimizer: {lr: 5}\n");
		const [diagnostic] = await flagged(document);
		assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning);
		const [related] = diagnostic?.relatedInformation ?? [];
		assert.equal(related?.location.uri.toString(), base.toString());
		assert.equal(related?.location.range.start.line, 1);
		assert.match(await hoverText(document, document.positionAt(document.getText().indexOf("5"))), /Recognised: AdamW/);
		// On disk, then in an editor that is not saved, then as that editor is closed.
		const severity = (wanted: vscode.DiagnosticSeverity): Promise<vscode.Diagnostic[]> =>
			until(
				() => ours(document.uri),
				(found) => found.length === 1 && found[0]?.severity === wanted,
			);
		await write("sgd");
		await severity(vscode.DiagnosticSeverity.Information);
		const open = await vscode.workspace.openTextDocument(base);
		await replace(open, "sgd", "adamw");
		await severity(vscode.DiagnosticSeverity.Warning);
		await vscode.window.showTextDocument(open);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		await severity(vscode.DiagnosticSeverity.Information);
	});

	test("of what lies around a document nothing is kept when it is closed", async () => {
		const neighbours = new NeighbourFiles();
		try {
			const base = workspaceFile("kept-base.yaml");
			shown.push(base);
			await vscode.workspace.fs.writeFile(base, new TextEncoder().encode(FLAGGED));
			const text = "_base_: kept-base.yaml\nlearning_rate: 5\n";
			const document = await show(text);
			const sheet = sheetOf(document);
			assert.ok(sheet);
			const found = await neighbours.of(sheet, read(text, "yaml"));
			assert.deepEqual([...(found?.named.keys() ?? [])], [base.path]);
			const own = neighbours as unknown as Readonly<Record<string, ReadonlyMap<unknown, unknown>>>;
			const kept = (): unknown[] => ["followed", "watchers", "neighbourhoods"].map((name) => own[name]?.size);
			assert.deepEqual(kept(), [1, 1, 1]);
			// A window keeps a file open for a while after its tab is closed, but not one that is called something else.
			await vscode.languages.setTextDocumentLanguage(document, "json");
			assert.deepEqual(kept(), [0, 0, 0]);
		} finally {
			neighbours.dispose();
		}
	});

	test("a wrong project file is diagnosed at the place, while it is typed, until it is mended", async () => {
		const uri = workspaceFile(".hplint.yaml");
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("facts:\n  features: 3\n"));
		try {
			const document = await vscode.workspace.openTextDocument(uri);
			await vscode.window.showTextDocument(document);
			await replace(document, "features", "featurs");
			const [diagnostic] = await flagged(document);
			assert.ok(diagnostic);
			assert.equal(document.getText(diagnostic.range), "featurs");
			assert.match(diagnostic.message, /Did you mean "features"/);
			await replace(document, "featurs", "features");
			await flagged(document, 0);
			await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		} finally {
			await vscode.workspace.fs.delete(uri);
		}
	});

	test("fix all writes numbers that every loader reads, and changes no value", async () => {
		const document = await show("optimizer: adamw\nlr: 1e-4\nother:\n  lr: 5\n");
		await flagged(document, 2);
		const [action] = await actions(document, new vscode.Range(0, 0, document.lineCount, 0), "source.fixAll.hplint");
		assert.ok(action?.edit);
		await vscode.commands.executeCommand("hplint.fixAll");
		assert.equal(document.getText(), "optimizer: adamw\nlr: 1.0e-4\nother:\n  lr: 5\n");
	});

	test("saving with fix all writes number forms, and never changes a value or takes a suppression away", async () => {
		const content = "optimizer: adamw\nlr: 1e-4\nother:\n  lr: 5\nbatch_size: 32 # hplint-disable-line\n";
		const document = await show(content);
		await flagged(document, 3);
		const settings = vscode.workspace.getConfiguration("editor");
		await settings.update("codeActionsOnSave", { "source.fixAll": "explicit" }, vscode.ConfigurationTarget.Global);
		try {
			await replace(document, "adamw\n", "adamw\n\n");
			assert.ok(await document.save());
			assert.equal(document.getText(), content.replace("adamw\n", "adamw\n\n").replace("1e-4", "1.0e-4"));
		} finally {
			await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Global);
		}
	});

	test("a suppression that nothing needs is faded, and can be taken away", async () => {
		const document = await show("optimizer: adamw\nlr: 0.001  # hplint-disable-line learning-rate-too-high\n");
		const [hint] = await flagged(document);
		assert.equal(hint?.severity, vscode.DiagnosticSeverity.Hint);
		assert.deepEqual(hint?.tags, [vscode.DiagnosticTag.Unnecessary]);
		assert.match(document.getText(hint?.range), /^# hplint-disable-line/);
		await take(document, /^Remove/);
		assert.equal(document.getText(), "optimizer: adamw\nlr: 0.001\n");
		await flagged(document, 0);
	});

	const LEFT_BEHIND = "learning-rate-left-behind";
	const codes = (uri: vscode.Uri): unknown[] =>
		ours(uri).map(({ code }) => (typeof code === "object" ? code.value : code));

	test("a batch that was changed since the document was opened: the rate can be scaled with it", async () => {
		const document = await show("optimizer: sgd\nlr: 0.1\nbatch_size: 32\n");
		await until(
			() => hoverText(document, new vscode.Position(1, 5)),
			(text) => text !== "",
		);
		await replace(document, "32", "128");
		const [diagnostic] = await flagged(document);
		assert.deepEqual(codes(document.uri), [LEFT_BEHIND]);
		assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Information);
		assert.equal(document.getText(diagnostic?.relatedInformation?.[0]?.location.range), "128");
		await take(document, /^Scale lr with the batch: 0\.1 → 0\.4 \(linear, Goyal et al\. 2017\)$/);
		assert.equal(document.getText(), "optimizer: sgd\nlr: 0.4\nbatch_size: 128\n");
		await flagged(document, 0);
	});

	test("a batch that was changed since the last commit, and is committed", async function () {
		const git = await gitOf();
		// The web has no Git.
		if (!git) this.skip();
		const root = workspaceFile("repository");
		const uri = vscode.Uri.joinPath(root, "train.yaml");
		const write = (batch: number, more = ""): Thenable<void> =>
			vscode.workspace.fs.writeFile(
				uri,
				new TextEncoder().encode(`optimizer: adamw\nlr: 0.001\nbatch_size: ${batch}\n${more}`),
			);
		await vscode.workspace.fs.createDirectory(root);
		try {
			const repository = await git.init(root);
			assert.ok(repository);
			await repository.setConfig("user.name", "A person");
			await repository.setConfig("user.email", "person@example.org");
			const commit = async (): Promise<void> => {
				await repository.add([uri.fsPath]);
				await repository.commit("batch");
			};
			await write(32);
			await commit();
			// What is on disk when the document is opened has changed already.
			await write(64);
			await repository.status();
			const document = await vscode.workspace.openTextDocument(uri);
			await vscode.window.showTextDocument(document);
			const [diagnostic] = await flagged(document);
			assert.deepEqual(codes(uri), [LEFT_BEHIND]);
			assert.match(diagnostic?.message ?? "", /from 32 to 64/);
			await commit();
			await flagged(document, 0);
			// Another branch is another text, which nobody changed. What is unused there shows that it was looked at.
			await repository.createBranch("other", true);
			await write(256, `# hplint-disable-file ${TOO_HIGH}\n`);
			await commit();
			const found = (): string => codes(uri).join();
			await until(found, (all) => all === "unused-suppression");
			await repository.checkout("other~1");
			await until(found, (all) => all === "");
			assert.ok(document.getText().includes("64"));
			// Unsaved, and compared with what is checked out now.
			await replace(document, "64", "128");
			const [again] = await flagged(document);
			assert.match(again?.message ?? "", /from 64 to 128/);
			await vscode.commands.executeCommand("workbench.action.files.revert");
			await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
		} finally {
			await vscode.workspace.getConfiguration("git").update("enabled", undefined, vscode.ConfigurationTarget.Global);
			await vscode.workspace.fs.delete(root, { recursive: true });
		}
	});

	test("settings are heeded at once: profile, rules, enable, exclude", async () => {
		const settings = vscode.workspace.getConfiguration("hplint");
		const set = (name: string, value: unknown): Thenable<void> =>
			settings.update(name, value, vscode.ConfigurationTarget.Global);
		const document = await show("optimizer: lars\nlr: 4.8\nbatch_size: 64\n");
		await flagged(document, 0);
		try {
			await set("profile", "article");
			const [diagnostic] = await flagged(document);
			assert.match(diagnostic?.message ?? "", /rule of thumb/);
			await set("rules", { "learning-rate-above-rule-of-thumb": "error" });
			await until(
				() => ours(document.uri),
				([one]) => one?.severity === vscode.DiagnosticSeverity.Error,
			);
			await set("enable", false);
			await flagged(document, 0);
			await set("enable", true);
			await flagged(document);
			await set("rules", { "learning-rate-above-rule-of-thumb": "off" });
			await flagged(document, 0);
		} finally {
			for (const name of ["profile", "rules", "enable"]) await set(name, undefined);
		}
	});

	test("what is found stays shown while settings have it looked at anew", async () => {
		const document = await show(FLAGGED);
		await flagged(document);
		const settings = vscode.workspace.getConfiguration("hplint");
		const levels = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning };
		try {
			let isThere = true;
			for (const [level, severity] of Object.entries(levels)) {
				await settings.update("rules", { [TOO_HIGH]: level }, vscode.ConfigurationTarget.Global);
				while (isThere && ours(document.uri)[0]?.severity !== severity) {
					await new Promise((resolve) => setTimeout(resolve));
					isThere = ours(document.uri).length > 0;
				}
			}
			assert.ok(isThere);
		} finally {
			await settings.update("rules", undefined, vscode.ConfigurationTarget.Global);
		}
	});

	test("an inlay hint shows the global batch", async () => {
		const document = await show("per_device_train_batch_size: 4\ngradient_accumulation_steps: 8\nnum_processes: 2\n");
		const hints = async (): Promise<string[]> => {
			const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
				"vscode.executeInlayHintProvider",
				document.uri,
				new vscode.Range(0, 0, 3, 0),
			);
			return found.map(({ label }) => String(label));
		};
		// The settings of the test before may still be on their way to the window, which then asks again, as here.
		assert.deepEqual(await until(hints, ({ length }) => length > 0), [" = 64 global"]);
	});

	test("a rule's page opens inside the editor", async () => {
		await vscode.commands.executeCommand("hplint.openRuleDocs", TOO_HIGH);
		const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
		await until(tabs, (all) => all.some(({ label }) => label.includes(TOO_HIGH)));
	});

	test("every rule has a page in the extension", async () => {
		const extension = vscode.extensions.getExtension("hplint.hplint");
		assert.ok(extension);
		const { properties } = extension.packageJSON.contributes.configuration;
		const names = Object.keys(properties["hplint.rules"].properties);
		assert.ok(names.length >= 9);
		for (const name of names) {
			const page = await vscode.workspace.openTextDocument(vscode.Uri.parse(`hplint-rule:/${name}.md`));
			assert.match(page.getText(), new RegExp(`# ${name}`));
		}
	});

	test("the project file is begun with an example, which is on disk only once it is saved, and opened where it is there", async () => {
		await vscode.commands.executeCommand("hplint.openProjectFile");
		const begun = vscode.window.activeTextEditor?.document;
		assert.equal(begun?.uri.scheme, "untitled");
		assert.match(begun?.getText() ?? "", /^facts:\n {2}devices: 8$/m);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		const uri = workspaceFile(".hplint.yaml");
		shown.push(uri);
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("profile: auto\n"));
		await vscode.commands.executeCommand("hplint.openProjectFile");
		assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
	});

	test("a document of a file system that is no disk is judged, with its hover and fixes", async () => {
		const provider = new OneFile(FLAGGED);
		const registered = vscode.workspace.registerFileSystemProvider("hplint-test", provider);
		try {
			const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("hplint-test:/train.yaml"));
			await vscode.window.showTextDocument(document);
			const [diagnostic] = await flagged(document);
			assert.ok(diagnostic);
			assert.match(await hoverText(document, diagnostic.range.start), /Learning rate/);
			assert.ok((await actions(document, diagnostic.range)).some(({ isPreferred }) => isPreferred));
			await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		} finally {
			registered.dispose();
		}
	});

	test("all commands of the contract are there", async () => {
		const commands = await vscode.commands.getCommands(true);
		for (const name of ["suggest", "lintWorkspace", "fixAll", "openRuleDocs", "showOutput"])
			assert.ok(commands.includes(`hplint.${name}`), name);
	});

	test("documents of other languages are left alone", async () => {
		const document = await show("learning_rate: 5\noptimizer: adamw\n", "plaintext");
		const neighbour = await show(FLAGGED);
		await flagged(neighbour);
		assert.deepEqual(ours(document.uri), []);
	});
});
