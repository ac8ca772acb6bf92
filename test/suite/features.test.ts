/** What the extension does with a document, feature by feature, in a real extension host. */

import * as assert from "assert";
import * as vscode from "vscode";

const TOO_HIGH = "learning-rate-too-high";
const FLAGGED = "optimizer: adamw\nlearning_rate: 5\nbatch_size: 32\n";

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
	vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "hplint");

/** A wait in vain ends before mocha's own limit does, to say what was there instead. */
const IN_VAIN_MS = 50_000;

/** Waits for diagnostics (or whatever else changes) until the condition holds. */
async function until<T>(read: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
	const end = Date.now() + IN_VAIN_MS;
	for (;;) {
		const value = await read();
		if (holds(value)) return value;
		if (Date.now() > end)
			assert.fail(`waited in vain; the last was ${JSON.stringify(value)}, open: ${openDocuments()}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

const openDocuments = (): string =>
	vscode.workspace.textDocuments.map(({ uri, languageId, version }) => `${uri} ${languageId} v${version}`).join(", ");

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
		const hoverAt = async (line: number): Promise<string> => {
			const position = new vscode.Position(line, document.lineAt(line).text.length);
			const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
				"vscode.executeHoverProvider",
				document.uri,
				position,
			);
			return hovers
				.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)))
				.join("\n");
		};
		const rate = await hoverAt(1);
		assert.match(rate, /Learning rate/);
		assert.match(rate, /optimizer: adamw/);
		assert.match(rate, /line 1/);
		assert.match(rate, /Usual for/);
		assert.match(rate, /Sources: .*https?:/);
		assert.match(rate, /command:hplint\.openRuleDocs/);
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
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			"vscode.executeHoverProvider",
			document.uri,
			document.positionAt(document.getText().indexOf("5")),
		);
		assert.match(
			hovers.flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value)).join(),
			/line 2 of ` base\.yaml `/,
		);
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

	test("linting the workspace finds what is in closed files, without opening them", async () => {
		const uri = workspaceFile("closed.yaml");
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(FLAGGED));
		try {
			await vscode.commands.executeCommand("hplint.lintWorkspace");
			assert.deepEqual(
				ours(uri).map(({ code }) => (typeof code === "object" ? code.value : code)),
				[TOO_HIGH],
			);
			assert.ok(!vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path));
		} finally {
			await vscode.workspace.fs.delete(uri);
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
