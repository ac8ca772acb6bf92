/** "Suggest Hyperparameters" and its code lens in a real extension host: keys go to the quick input as a person's do. */

import * as assert from "assert";
import { parquetWriteBuffer } from "hyparquet-writer";
import * as vscode from "vscode";
import { until } from "./waiting.ts";

const SUGGEST = "hplint.suggest";
const ACCEPT = "workbench.action.acceptSelectedQuickOpenItem";
const CLOSE = "workbench.action.closeQuickOpen";

const written: vscode.Uri[] = [];

async function write(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder, "no folder is open");
	const uri = vscode.Uri.joinPath(folder.uri, name);
	written.push(uri);
	const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
	await vscode.workspace.fs.writeFile(uri, bytes);
	return uri;
}

async function show(name: string, content: string): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(await write(name, content));
	await vscode.window.showTextDocument(document);
	return document;
}

/** Runs the command, and presses a key until it has ended, whatever it asks. */
async function press(key: string, ...args: unknown[]): Promise<void> {
	let hasEnded = false;
	const running = Promise.resolve(vscode.commands.executeCommand(SUGGEST, ...args)).then(() => {
		hasEnded = true;
	});
	await until(
		async () => {
			await vscode.commands.executeCommand(key);
			return hasEnded;
		},
		(ended) => ended,
	);
	await running;
}

const lenses = async (document: vscode.TextDocument): Promise<vscode.CodeLens[]> =>
	await vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri);
const titles = async (document: vscode.TextDocument): Promise<(string | undefined)[]> =>
	(await lenses(document)).map(({ command }) => command?.title);

const columns = (count: number): string[] => Array.from({ length: count }, (_, i) => `f${i}`);

suite("suggesting in the editor", () => {
	teardown(async () => {
		await vscode.commands.executeCommand(CLOSE);
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		for (const uri of written.splice(0)) await vscode.workspace.fs.delete(uri);
	});

	test("the features of a CSV file that the config names bound the rate, and its rows the batch; one undo takes all back", async () => {
		const row = `"two\nlines",${columns(99).join(",")},1\n`;
		await write("suggest.csv", `${columns(100).join(",")},label\n${row.repeat(50)}`);
		const before = "model: LogisticRegression\ntrain_file: suggest.csv\nlearning_rate: 5\nbatch_size: 4000\n";
		const document = await show("suggest-csv.yaml", before);
		await press(ACCEPT);
		assert.equal(
			document.getText(),
			"model: LogisticRegression\ntrain_file: suggest.csv\nlearning_rate: 0.1\nbatch_size: 32\n",
		);
		await vscode.commands.executeCommand("undo");
		assert.equal(document.getText(), before);
	});

	test("a key copies the checked suggestions as comments, and writes nothing", async () => {
		const before = "model: LogisticRegression\nnum_features: 100\nlearning_rate: 5\nbatch_size: 16\n";
		const document = await show("suggest-copy.yaml", before);
		await vscode.env.clipboard.writeText("");
		await press("hplint.copySuggestions");
		assert.match(await vscode.env.clipboard.readText(), /^# .*0\.1/m);
		assert.equal(document.getText(), before);
	});

	test("the same from Parquet, in whatever way the host reads it", async () => {
		const data = Array.from({ length: 20 }, (_, i) => i);
		const columnData = [...columns(25), "label"].map((name) => ({ name, data, type: "INT32" as const }));
		await write("suggest.parquet", new Uint8Array(parquetWriteBuffer({ columnData })));
		const document = await show(
			"suggest_parquet.py",
			'from sklearn.linear_model import SGDClassifier\ndata = pd.read_parquet("suggest.parquet")\ny = data["label"]\nlearning_rate = 3.0\nbatch_size = 5000\nmodel = LinearClassifier(learning_rate=learning_rate)\n',
		);
		await press(ACCEPT);
		assert.match(document.getText(), /learning_rate = 0\.2\nbatch_size = 16\n/);
	});

	test("Escape ends it quietly, and nothing is written", async () => {
		const before = "epochs: 3\n";
		const document = await show("suggest-escape.yaml", before);
		await press(CLOSE);
		assert.equal(document.getText(), before);
		assert.ok(!document.isDirty);
	});

	test("what is missing is added, rate and batch together", async () => {
		const document = await show("suggest-missing.yaml", "optimizer: adamw\nepochs: 3\n");
		await press(ACCEPT);
		assert.equal(document.getText(), "optimizer: adamw\nlearning_rate: 5.0e-5\nbatch_size: 32\nepochs: 3\n");
	});

	test("a code lens stands above a setup of which enough is known, and suggests for that one", async () => {
		const text =
			"import torch\na = torch.optim.AdamW(f.parameters(), lr=5.0)\nb = torch.optim.SGD(g.parameters(), lr=500.0)\n";
		const document = await show("suggest_lens.py", text);
		const [first, second] = await until(
			() => lenses(document),
			({ length }) => length === 2,
		);
		assert.deepEqual(
			[first, second].map((lens) => [lens?.range.start.line, lens?.command?.title]),
			[
				[1, "PyTorch \u00b7 AdamW: suggest"],
				[2, "PyTorch \u00b7 SGD: suggest"],
			],
		);
		assert.equal(second?.command?.command, SUGGEST);
		await press(ACCEPT, ...(second?.command?.arguments ?? []));
		assert.match(document.getText(), /lr=5\.0\)\n.*lr=0\.02\)/);
	});

	test("code lenses: none where too little is known, none when they are turned off", async () => {
		const little = await show("suggest-little.yaml", "lr: 0.1\nbatch_size: 32\n");
		const known = await show("suggest-known.yaml", "model: LogisticRegression\noptimizer: sgd\nlr: 0.1\n");
		const title = "SGD \u00b7 LogisticRegression: suggest";
		await until(
			() => titles(known),
			([one]) => one === title,
		);
		assert.deepEqual(await titles(little), []);
		const settings = vscode.workspace.getConfiguration("hplint");
		try {
			await settings.update("codeLens", false, vscode.ConfigurationTarget.Global);
			await until(
				() => titles(known),
				({ length }) => length === 0,
			);
		} finally {
			await settings.update("codeLens", undefined, vscode.ConfigurationTarget.Global);
		}
	});
});
