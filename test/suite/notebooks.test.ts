/** Notebooks in a real extension host: all cells are one setup, and each shows what stands in it. */

import * as assert from "assert";
import * as vscode from "vscode";
import { until } from "./waiting.ts";

const TOO_HIGH = "learning-rate-too-high";
const IMPORTS = "from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments";
const MODEL = "model = AutoModelForSequenceClassification.from_pretrained('bert-base-uncased')";
const ARGUMENTS =
	"args = TrainingArguments(\n    output_dir='out',\n    learning_rate=3.0,\n    per_device_train_batch_size=8,\n    gradient_accumulation_steps=4,\n)";

const cellData = (kind: vscode.NotebookCellKind, text: string): vscode.NotebookCellData =>
	new vscode.NotebookCellData(kind, text, kind === vscode.NotebookCellKind.Code ? "python" : "markdown");
const { Code } = vscode.NotebookCellKind;

const ours = ({ uri }: vscode.TextDocument): vscode.Diagnostic[] =>
	vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "hplint");

/** For each cell the texts that are flagged in it. */
const flagged = (notebook: vscode.NotebookDocument): string[][] =>
	notebook.getCells().map(({ document }) => ours(document).map(({ range }) => document.getText(range)));

const becomes = (notebook: vscode.NotebookDocument, wanted: string[][]): Promise<string[][]> =>
	until(
		() => flagged(notebook),
		(found) => JSON.stringify(found) === JSON.stringify(wanted),
	);

async function change(notebook: vscode.NotebookDocument, ...edits: vscode.NotebookEdit[]): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	edit.set(notebook.uri, edits);
	assert.ok(await vscode.workspace.applyEdit(edit));
}

async function replace({ document }: vscode.NotebookCell, before: string, after: string): Promise<void> {
	const start = document.getText().indexOf(before);
	const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, range, after);
	assert.ok(await vscode.workspace.applyEdit(edit));
}

const written: vscode.Uri[] = [];

const lines = (text: string): string[] => text.split(/(?<=\n)/);

/** Opens a new file of its own name: an untitled notebook may be taken for the one that was closed before it. */
async function show(): Promise<vscode.NotebookDocument> {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder);
	const uri = vscode.Uri.joinPath(folder.uri, `notebook-${written.length}.ipynb`);
	written.push(uri);
	const code = (text: string) => ({
		cell_type: "code",
		execution_count: null,
		metadata: {},
		outputs: [],
		source: lines(text),
	});
	const content = {
		cells: [{ cell_type: "markdown", metadata: {}, source: ["# Lesson"] }, ...[IMPORTS, MODEL, ARGUMENTS].map(code)],
		metadata: { language_info: { name: "python" } },
		nbformat: 4,
		nbformat_minor: 4,
	};
	await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(content)));
	// Not by the function of the API that opens one: it keeps it for minutes after its editor is closed.
	void vscode.commands.executeCommand("vscode.openWith", uri, "jupyter-notebook");
	const notebook = await until(
		() => vscode.window.visibleNotebookEditors.find((editor) => editor.notebook.uri.path === uri.path)?.notebook,
		(found) => found !== undefined,
	);
	assert.ok(notebook);
	await becomes(notebook, [[], [], [], ["3.0"]]);
	return notebook;
}

suite("notebooks", () => {
	teardown(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
	suiteTeardown(() => Promise.all(written.map((uri) => vscode.workspace.fs.delete(uri))));

	test("a cell is judged by what other cells say, which its hover and diagnostic name", async () => {
		const { document } = (await show()).cellAt(3);
		const [diagnostic] = ours(document);
		assert.ok(diagnostic && typeof diagnostic.code === "object");
		assert.equal(diagnostic.code.value, TOO_HIGH);
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			"vscode.executeHoverProvider",
			document.uri,
			diagnostic.range.start,
		);
		const text = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)));
		const [, link] = /command:hplint\.explainValue\?([^)]*)/.exec(text.join("\n")) ?? [];
		const [page] = JSON.parse(decodeURIComponent(link ?? "")) as [string];
		assert.match(
			(await vscode.workspace.openTextDocument(vscode.Uri.parse(page))).getText(),
			/from ` AutoModelForSequenceClassification[^`]*`, cell 3, line 1/,
		);
	});

	test("a change of any cell is seen in all", async () => {
		const notebook = await show();
		await replace(notebook.cellAt(3), "3.0", "3e-5");
		await becomes(notebook, [[], [], [], []]);
		await replace(notebook.cellAt(3), "3e-5", "3.0");
		await becomes(notebook, [[], [], [], ["3.0"]]);
		// Without the class, the kind of training is unknown: no more than a remark.
		await replace(notebook.cellAt(2), MODEL, "model = None");
		await until(
			() => ours(notebook.cellAt(3).document).map(({ severity }) => severity),
			([severity]) => severity === vscode.DiagnosticSeverity.Information,
		);
	});

	test("cells that are added, moved and removed", async () => {
		const notebook = await show();
		await change(notebook, vscode.NotebookEdit.insertCells(0, [cellData(Code, ARGUMENTS.replace("3.0", "-1.0"))]));
		await becomes(notebook, [["-1.0"], [], [], [], ["3.0"]]);
		await change(
			notebook,
			vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(4, 5)),
			vscode.NotebookEdit.insertCells(0, [cellData(Code, ARGUMENTS)]),
		);
		await becomes(notebook, [["3.0"], ["-1.0"], [], [], []]);
		await change(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(0, 1)));
		await becomes(notebook, [["-1.0"], [], [], []]);
	});

	test("actions change their own cell", async () => {
		const notebook = await show();
		const { document } = notebook.cellAt(3);
		const [diagnostic] = ours(document);
		assert.ok(diagnostic);
		// The editor refuses to look for actions in a cell that it has not drawn yet.
		const actions = await until(
			async () => {
				try {
					return await vscode.commands.executeCommand<vscode.CodeAction[]>(
						"vscode.executeCodeActionProvider",
						document.uri,
						diagnostic.range,
					);
				} catch {
					return [];
				}
			},
			({ length }) => length > 0,
		);
		for (const title of [/^Set learning_rate to /, /on this line$/, /in this file$/]) {
			const edit = actions.find((one) => title.test(one.title))?.edit;
			assert.ok(edit, `${title}`);
			for (const [uri] of edit.entries()) assert.equal(uri.scheme, document.uri.scheme);
		}
		const set = actions.find(({ title }) => /^Set learning_rate to /.test(title))?.edit;
		assert.ok(set && (await vscode.workspace.applyEdit(set)));
		assert.match(document.getText(), /^ {4}learning_rate=[\d.e-]+,$/m);
		await becomes(notebook, [[], [], [], []]);
	});

	test("an inlay hint stands in its cell", async () => {
		const notebook = await show();
		const hintsOf = async (index: number): Promise<string[]> => {
			const { document } = notebook.cellAt(index);
			const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
				"vscode.executeInlayHintProvider",
				document.uri,
				new vscode.Range(0, 0, document.lineCount, 0),
			);
			return hints.map(({ position, label }) => `${position.line}${label}`);
		};
		assert.deepEqual(
			await until(
				() => hintsOf(3),
				({ length }) => length > 0,
			),
			["3 × 4 = 32 on each device"],
		);
		assert.deepEqual(await hintsOf(2), []);
	});

	test("closing a notebook clears its cells", async () => {
		const notebook = await show();
		const documents = notebook.getCells().map(({ document }) => document);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
		await until(
			() => documents.flatMap(ours),
			({ length }) => length === 0,
		);
	});
});
