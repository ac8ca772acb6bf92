/** What the bundle does while VS Code waits for it, with a stub of VS Code that notes what is asked of it. */

import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { compileFunction } from "node:vm";
import * as assert from "assert";

type Handler = (...said: unknown[]) => unknown;

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const COMMANDS: readonly string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);

/** All that VS Code has, and every call of it by its path: what it gives is such a thing again. */
class Editor {
	readonly calls: string[] = [];
	readonly commands = new Map<string, Handler>();
	timesAsked = 0;
	readonly own: Record<string, unknown> = {
		"workspace.textDocuments": [],
		"window.activeTextEditor": undefined,
		EventEmitter: class {
			event = (): unknown => ({ dispose() {} });
			dispose(): void {}
		},
		"commands.registerCommand": (name: string, handler: Handler) => {
			this.calls.push("commands.registerCommand");
			assert.ok(!this.commands.has(name), `${name} is registered twice`);
			this.commands.set(name, handler);
			return {
				dispose: () => {
					if (this.commands.get(name) === handler) this.commands.delete(name);
				},
			};
		},
		"commands.executeCommand": (name: string, ...said: unknown[]) => this.commands.get(name)?.(...said),
	};

	/** The bundle, evaluated anew. */
	load(): { readonly activate: (context: unknown) => unknown } {
		const module = { exports: {} as ReturnType<Editor["load"]> };
		const require = (name: string): unknown => {
			assert.equal(name, "vscode");
			this.timesAsked++;
			return this.thing("");
		};
		const code = readFileSync("dist/extension.js", "utf8");
		compileFunction(code, ["exports", "require", "module"])(module.exports, require, module);
		return module.exports;
	}

	/** Activates it; what is to be disposed of at the end. */
	activate(): { dispose(): unknown }[] {
		const subscriptions: { dispose(): unknown }[] = [];
		const { activate } = this.load();
		this.calls.length = 0;
		assert.equal(activate({ subscriptions, extension: { packageJSON: manifest } }), undefined);
		return subscriptions;
	}

	private thing(path: string): unknown {
		return new Proxy(class {}, {
			get: (target, name) => {
				if (name === "prototype") return target.prototype;
				if (typeof name === "symbol") return () => path;
				const inside = path === "" ? name : `${path}.${name}`;
				return Object.hasOwn(this.own, inside) ? this.own[inside] : this.thing(inside);
			},
			apply: () => {
				this.calls.push(path);
				return this.thing(`${path}()`);
			},
			set: () => true,
			construct: () => this.thing(`${path}()`) as object,
		});
	}
}

suite("activation", () => {
	test("VS Code waits for the commands of the manifest alone; all else begins in the turn after", async () => {
		const editor = new Editor();
		editor.activate();
		assert.deepEqual(
			editor.calls,
			COMMANDS.map(() => "commands.registerCommand"),
		);
		await delay(10);
		assert.ok(editor.calls.includes("languages.registerHoverProvider"));
		assert.ok(editor.calls.includes("workspace.onDidOpenTextDocument"));
		for (const command of COMMANDS) assert.ok(editor.commands.has(command), command);
	});

	test("a command that is called at once begins all else, and is run", async () => {
		const editor = new Editor();
		editor.activate();
		editor.commands.get("hplint.showOutput")?.();
		assert.equal(editor.calls.at(-1), "window.createOutputChannel().show");
		await delay(10);
		assert.equal(editor.calls.filter((call) => call === "window.createOutputChannel").length, 1);
	});

	test("what is deactivated at once begins nothing", async () => {
		const editor = new Editor();
		for (const one of editor.activate()) one.dispose();
		await delay(10);
		assert.deepEqual([...editor.commands.keys()], []);
		assert.ok(!editor.calls.includes("window.createOutputChannel"));
	});

	test("what cannot be begun is told", async () => {
		const editor = new Editor();
		editor.own["window.createOutputChannel"] = () => {
			throw new Error("no channel");
		};
		editor.activate();
		await delay(10);
		assert.equal(editor.calls.at(-1), "window.showErrorMessage");
	});

	test("what was begun before something failed ends with all else", async () => {
		const editor = new Editor();
		editor.own["languages.registerInlayHintsProvider"] = () => {
			throw new Error("no hints");
		};
		const subscriptions = editor.activate();
		await delay(10);
		assert.equal(editor.calls.at(-1), "window.showErrorMessage");
		for (const one of subscriptions) one.dispose();
		for (const begun of [
			"window.createOutputChannel",
			"workspace.onDidOpenTextDocument",
			"workspace.onDidChangeConfiguration",
			"Disposable.from",
		])
			assert.ok(editor.calls.includes(begun) && editor.calls.includes(`${begun}().dispose`), begun);
	});

	test("VS Code's API is asked for once: it is told apart by who asks, and a copy of it for each module took longer than all else", () => {
		const editor = new Editor();
		editor.load();
		assert.equal(editor.timesAsked, 1);
		assert.doesNotMatch(readFileSync("dist/extension.js", "utf8"), /\w\(require\("vscode"\)/);
	});

	test("no parser is made before there is something to read", async () => {
		const { Uint16Array: real } = globalThis;
		// Of this the tables of a grammar are.
		globalThis.Uint16Array = class {
			constructor() {
				throw new Error("a parser is made");
			}
		} as unknown as Uint16ArrayConstructor;
		try {
			new Editor().activate();
			await delay(10);
		} finally {
			globalThis.Uint16Array = real;
		}
	});
});
