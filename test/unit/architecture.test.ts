import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as assert from "assert";

/** Who says something to a person says it in the language that is spoken, and who works long is left off in between. The evidence does neither. */
const EVERYONES = ["core/words", "core/work"];
const INSIDE = [
	"core/read",
	"core/evidence",
	"core/neighbours",
	"core/recognise",
	"core/rules",
	"core/suggest",
	"core/map",
	"core/present",
	"core/data",
	...EVERYONES,
];

/** Rooms of the house, and the rooms each may look into. A room may always look into itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	"core/read": [],
	"core/evidence": [],
	"core/data": ["core/read", "core/neighbours", "core/recognise", "core/present"],
	"core/neighbours": ["core/read", "core/recognise", "core"],
	"core/recognise": ["core/read", "core/evidence"],
	"core/present": ["core/read", "core/evidence", "core/neighbours", "core/recognise", "core/rules", "core"],
	"core/rules": ["core/read", "core/evidence", "core/recognise", "core/suggest", "core/present"],
	"core/map": ["core/read", "core/evidence", "core/recognise", "core/rules", "core/present", "core"],
	"core/suggest": [
		"core/read",
		"core/evidence",
		"core/neighbours",
		"core/recognise",
		"core/rules",
		"core/present",
		"core",
	],
	core: INSIDE,
	editor: ["core", ...INSIDE],
	cli: ["core", ...INSIDE],
	// The page of the map: of the core only what is posted to it, and how numbers are written.
	map: ["core/map", "core/present"],
};

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));

const roomOf = (path: string): string => {
	const parts = path.split("/");
	return parts[0] === "core" && parts.length > 2 ? `core/${parts[1]}` : parts.length > 1 ? (parts[0] ?? "") : "wiring";
};

const importsOf = (path: string): string[] =>
	[...readFileSync(join("src", path), "utf8").matchAll(/^(?:import|export)[^;]*?from "([^"]+)"/gm)].map(
		([, name]) => name ?? "",
	);

suite("architecture", () => {
	test("there are sources to check", () => assert.ok(SOURCES.length > 30));

	test("arrows go only where the design lets them", () => {
		const wrong: string[] = [];
		for (const path of SOURCES) {
			const room = roomOf(path);
			for (const name of importsOf(path)) {
				if (!name.startsWith(".")) {
					if (room.startsWith("core") && (name === "vscode" || name.startsWith("node:")))
						wrong.push(`${path} imports ${name}`);
					continue;
				}
				const target = relative("src", join("src", dirname(path), name));
				if (target.startsWith("..") || room === "wiring") continue;
				const other = roomOf(target);
				if (EVERYONES.includes(other) && room !== "core/evidence") continue;
				if (other !== room && !MAY_IMPORT[room]?.includes(other)) wrong.push(`${path} imports ${target}`);
			}
		}
		assert.deepEqual(wrong, []);
	});

	test("no number stands in a rule: they stand in the evidence, beside their source", () => {
		const wrong: string[] = [];
		for (const path of SOURCES.filter((file) => /^core\/rules\/(?:learning|batch)/.test(file))) {
			const code = readFileSync(join("src", path), "utf8")
				.replace(/`(?:[^`\\]|\\.)*`/g, "``")
				.replace(/"[^"]*"/g, '""')
				.replace(/\/(?![/*\s])(?:[^/\\\n]|\\.)+\//g, "//")
				.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
			for (const [number] of code.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?/g)) {
				// 0 and ±1 are signs and neighbours; 3 and 12 are digits to which a number is rounded for a document.
				if (!["0", "1", "2", "3", "12", "0.01"].includes(number)) wrong.push(`${path}: ${number}`);
			}
		}
		assert.deepEqual(wrong, []);
	});

	test("the bundle is ASCII: one letter beyond Latin-1 has the engine read all of it as two bytes a letter", () => {
		const bundle = readFileSync("dist/extension.js");
		assert.ok(bundle.length > 0);
		assert.equal(
			bundle.findIndex((byte) => byte > 127),
			-1,
		);
	});
});
