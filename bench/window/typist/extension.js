const { writeFileSync } = require("node:fs");
const { setTimeout: delay } = require("node:timers/promises");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");
const vscode = require("vscode");

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/** Longer than anyone waits before it looks at what was typed. */
const SETTLED = 2000;

/** Bytes that the extension host still needs. */
const needed = async () => {
	await delay(SETTLED);
	collect();
	return process.memoryUsage().heapUsed;
};

const isOurs = ({ source }) => source === "hplint";
/** By the command: what an extension opens by itself the editor keeps for minutes. */
const show = (uri) => vscode.commands.executeCommand("vscode.open", uri, { preview: false });
const close = () => vscode.commands.executeCommand("workbench.action.closeAllEditors");

/** Types and deletes a digit at the end of lines all over a document. */
const edit = async (name, times) => {
	const [uri] = await vscode.workspace.findFiles(name);
	await show(uri);
	const editor = vscode.window.activeTextEditor;
	const { document } = editor;
	for (let i = 0; i < times; i++) {
		const { end } = document.lineAt(((i >> 1) * 7) % document.lineCount).range;
		const typed = i % 2 === 0;
		await editor.edit((builder) =>
			typed ? builder.insert(end, "1") : builder.delete(new vscode.Range(end.translate(0, -1), end)),
		);
	}
	await vscode.commands.executeCommand("workbench.action.files.revert");
	await close();
};

const openAndClose = async (uris, times) => {
	for (let i = 0; i < times; i++) {
		await show(uris[i % uris.length]);
		if (i % 10 === 9) await close();
	}
	await close();
};

/** Once for what is compiled and loaded at first; then the heap before and after so many edits, and so many documents. */
exports.activate = async () => {
	const { HPLINT_BENCH_OUT: file, HPLINT_BENCH_EDITS: edits, HPLINT_BENCH_DOCUMENTS: documents } = process.env;
	const uris = await vscode.workspace.findFiles("config_*.yaml");
	const work = async (share) => {
		for (const name of ["edited.yaml", "edited.py"]) await edit(name, Number(edits) / share);
		const edited = await needed();
		await openAndClose(uris, Number(documents) / share);
		return { edited, closed: await needed() };
	};
	const { closed: before } = await work(10);
	const { edited, closed } = await work(1);
	const { textDocuments } = vscode.workspace;
	const stale = vscode.languages
		.getDiagnostics()
		.filter(([uri]) => !textDocuments.some((document) => document.uri.toString() === uri.toString()))
		.reduce((sum, [, found]) => sum + found.filter(isOurs).length, 0);
	writeFileSync(file, JSON.stringify({ before, edited, closed, stale, open: textDocuments.length }));
};
