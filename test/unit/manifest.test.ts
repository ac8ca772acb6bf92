/** What the manifest promises to VS Code, and to the person who installs the extension. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "assert";
import { RULES } from "../../src/core/rules/index.ts";

const { activationEvents, capabilities, contributes } = JSON.parse(readFileSync("package.json", "utf8"));

suite("the manifest", () => {
	test("a project file is completed and checked in JSON and YAML, with every rule's name", () => {
		const [json] = contributes.jsonValidation;
		const [yaml] = contributes.yamlValidation;
		assert.deepEqual([json.fileMatch, yaml.fileMatch], [".hplint.json", ".hplint.yaml"]);
		assert.equal(json.url, yaml.url);
		const { rules } = JSON.parse(readFileSync(json.url, "utf8")).properties;
		assert.deepEqual(Object.keys(rules.properties).sort(), RULES.map(({ name }) => name).sort());
	});

	test("every setting may differ from folder to folder", () => {
		const settings: [string, { scope: string }][] = Object.entries(contributes.configuration.properties);
		assert.ok(settings.length > 0);
		for (const [name, { scope }] of settings) assert.equal(scope, "resource", name);
	});

	test("it runs in untrusted and virtual workspaces, and starts with a relevant document only, or with its map", () => {
		assert.deepEqual(capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
		for (const event of activationEvents) assert.match(event, /^onLanguage:|^onWebviewPanel:hplint\.map$/);
	});

	test("nothing in it reaches the net, starts a program, runs code or sends telemetry", () => {
		const reaching =
			/\bfetch\(|XMLHttpRequest|WebSocket|node:(https?|net|dgram|tls|child_process|worker_threads|vm)"|\beval\(|new Function|createTelemetryLogger/;
		for (const file of readdirSync("src", { recursive: true, encoding: "utf8" }))
			if (file.endsWith(".ts")) assert.doesNotMatch(readFileSync(join("src", file), "utf8"), reaching, file);
	});

	test("what is not named is not in the package", () => {
		const [first, ...others] = readFileSync(".vscodeignore", "utf8").trim().split("\n");
		assert.equal(first, "**");
		for (const line of others) assert.match(line, /^!/);
	});
});
