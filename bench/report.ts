/** What was measured, as a page: each goal beside its figure, then the figures with what was measured in turns with them. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { type Spread, spreadOf } from "./harness.ts";
import type { Cost } from "./measures/cost.ts";
import type { Load } from "./measures/load.ts";
import type { Scan } from "./measures/scan.ts";
import type { Typing } from "./measures/typing.ts";
import type { Idle, InWindow } from "./measures/window.ts";
import type { Beyond } from "./pairs.ts";
import type { Part } from "./parts.ts";
import { BENCH } from "./paths.ts";

export interface Results {
	readonly command: string;
	/** The folder that was scanned instead of generated files. */
	readonly own: string | undefined;
	readonly typing: readonly Typing[];
	readonly scan: Scan | undefined;
	readonly costs: readonly Cost[];
	readonly bytes: { readonly bundle: number; readonly cli: number; readonly vsix: number } | undefined;
	readonly load: Load | undefined;
	readonly window: InWindow | undefined;
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	// The first column is text, the others figures.
	return [row(heads), row(heads.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(row)].join("\n");
}

/** Three digits that count. */
const digits = (value: number): string =>
	Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
const ms = (value: number): string => (value < 1000 ? `${digits(value)} ms` : `${digits(value / 1000)} s`);
const times = (value: number): string => `${digits(value)} ×`;
const spread = ({ median, p5, p95, n }: Spread): string => `${ms(median)} (${ms(p5)} to ${ms(p95)}, ${n})`;

/** A figure, what it may be at most, and how it is shown. */
function goal(measure: string, value: number, most: number, shown: (value: number) => string): readonly string[] {
	return [measure, `≤ ${shown(most)}`, shown(value), value <= most ? "reached" : "**not reached**"];
}

const TITLES: Readonly<Record<Typing["format"], string>> = { yaml: "YAML", json: "JSON", python: "Python" };

function typingGoals({ format, lines, measured }: Typing): (readonly string[])[] {
	const { hplint, parse, slices, "yaml-language-server": served } = measured;
	const edit = `an edit in ${lines.toLocaleString("en")} lines of ${TITLES[format]}`;
	if (slices)
		return [
			goal(`${edit}, 99th percentile`, hplint.p99, 16, ms),
			goal(`${edit}, longest wait of others on the thread, 99th percentile`, slices.p99, 16, ms),
		];
	return [
		goal(`${edit}, median`, hplint.median, 2, ms),
		goal(`${edit}, 99th percentile`, hplint.p99, 8, ms),
		goal(`${edit}, to a full parse`, hplint.median / parse.median, 1 / 3, times),
		...(served ? [goal(`${edit}, to yaml-language-server`, hplint.median / served.median, 1 / 10, times)] : []),
	];
}

/** What our time may be at most, as a multiple of a program's on the same part. */
const SCAN_GOALS: readonly (readonly [part: Part, program: string, most: number])[] = [
	["all", "rg -j1", 3],
	["all", "rg", 3],
	["yaml", "yaml-language-server", 1 / 5],
	["yaml-json", "eslint", 1 / 8],
	["python", "ast.parse", 1],
];

const PART_TITLES: Readonly<Record<Part, string>> = {
	all: "the tree",
	yaml: "its YAML",
	"yaml-json": "its YAML and JSON",
	python: "its Python",
};

function scanGoals({ parts }: Scan): (readonly string[])[] {
	return [
		...SCAN_GOALS.map(([part, program, most]) => {
			const { peers } = parts[part];
			const ratio = peers.hplint.median / (peers[program]?.median ?? Number.NaN);
			return goal(`${PART_TITLES[part]}, to \`${program}\``, ratio, most, times);
		}),
		goal(
			"largest memory of that scan",
			parts.all.peers.hplint.peak ?? Number.NaN,
			150,
			(value) => `${digits(value)} MB`,
		),
	];
}

const megabytes = (value: number): string => `${digits(value / 1e6)} MB`;
const kilobytes = (value: number): string => `${digits(value / 1000)} KB`;

/** Of CPU time: what is less than a thousandth of a core cannot be told from what the extension host does itself. */
const MEASURABLE = 1 / 1000;
/** Of bench/window/opener. */
const SLICE_SECONDS = 3;

/** Minified bundles of the extension host, those of a server behind `+`, and packages, without what is no JavaScript. */
const OTHERS: readonly (readonly [name: string, bundle: string, vsix: number])[] = [
	["vscode-error-lens", "72", 59],
	["oxc-vscode", "374", 88],
	["vscode-eslint", "476 + 269", 258],
	["vscode-markdownlint", "472", 330],
	["ruff-vscode", "420", 437],
	["vscode-yaml", "840 + 1,339", 959],
];

/** What of two more heaps than one is noise of the engine's own. */
const GIVEN_BACK = 5e6;

function windowGoals({ activation, memory, idle: { hplint, more, seconds } }: InWindow): (readonly string[])[] {
	return [
		goal("activation, as VS Code reports it", activation.hplint.median, 15, ms),
		goal(
			`CPU in ${seconds} idle seconds with ${hplint.open} documents open, beyond that without us, by the median of slices of ${SLICE_SECONDS} seconds`,
			Math.max(0, (more.median * seconds) / SLICE_SECONDS),
			seconds * 1000 * MEASURABLE,
			ms,
		),
		goal("calls of functions of ours in that time", hplint.calls, 0, String),
		goal(
			`memory of the extension host after ${digits(memory.edits)} edits each and ${digits(memory.documents)} documents, beyond that before`,
			Math.max(
				0,
				memory.hplint.closed - memory.hplint.before - Math.max(0, memory.without.closed - memory.without.before),
			),
			GIVEN_BACK,
			megabytes,
		),
		goal("diagnostics that are left of them", memory.hplint.stale, 0, String),
	];
}

function keysTable({ keys: { hplint, json } }: InWindow): string {
	const rows = (["shown", "gone"] as const).flatMap((what) =>
		(
			[
				["hplint", hplint],
				["VS Code's own JSON", json],
			] as const
		).map(([name, keys]) => [
			`from the key to the squiggle ${what}, ${name}`,
			spread(keys[what]),
			ms(keys.pauses[what]),
			ms(keys[what].median - keys.pauses[what]),
		]),
	);
	return table(["", "with the pause", "pause", "without it"], rows);
}

function memoryTable({ memory: { hplint, without } }: InWindow): string {
	return table(
		["heap that is needed", "before", "after the edits", "after the documents", "still open", "stale diagnostics"],
		[["with hplint", hplint] as const, ["without", without] as const].map(([name, one]) => [
			name,
			...[one.before, one.edited, one.closed].map(megabytes),
			one.open,
			one.stale,
		]),
	);
}

const more = ({ median, low, high, n }: Beyond): string => `${ms(median)} (${ms(low)} to ${ms(high)}, ${n})`;

function windowTable({ activation, idle }: InWindow): string {
	const slices = (one: Idle): string => spread(spreadOf(one.slices.map(({ cpu }) => cpu)));
	const sum = (one: Idle): number => one.slices.reduce((all, { cpu }) => all + cpu, 0);
	const beside = (of: (one: Idle) => number): readonly number[] => {
		const [ours, without] = [of(idle.hplint), of(idle.without)];
		return [ours, without, ours - without];
	};
	return table(
		["", "hplint", "beside it", "beyond it (with 95 % certainty between)"],
		[
			[
				"activation; beside it an extension without code",
				spread(activation.hplint),
				spread(activation.empty),
				more(activation.more),
			],
			[
				`CPU of ${SLICE_SECONDS} idle seconds; beside it without us`,
				slices(idle.hplint),
				slices(idle.without),
				more(idle.more),
			],
			[`CPU of all ${idle.seconds} of them; beside it without us`, ...beside(sum).map(ms)],
			["heap that is needed after them; beside it without us", ...beside(({ heap }) => heap).map(megabytes)],
		],
	);
}

function goals({ typing, scan, costs, bytes, load, window }: Results): string {
	return table(
		["measure", "goal", "measured", ""],
		[
			...typing.flatMap(typingGoals),
			...(scan ? scanGoals(scan) : []),
			...costs.map(({ format, slope }) =>
				goal(`slope of time by size, ${format}`, slope, 1.05, (one) => one.toFixed(3)),
			),
			...(bytes
				? [goal("bundle, minified", bytes.bundle, 220_000, kilobytes), goal("VSIX", bytes.vsix, 200_000, kilobytes)]
				: []),
			...(load ? [goal("load of the bundle in bare Node", load.hplint.median, 10, ms)] : []),
			...(window ? windowGoals(window) : []),
		],
	);
}

function typingTable(typing: readonly Typing[]): string {
	return table(
		[
			"document",
			"values",
			"edit to findings",
			"99th percentile",
			"longest slice, 99th percentile",
			"longest slice as it is opened",
			"full parse",
			"×",
			"yaml-language-server",
			"×",
		],
		typing.map(({ format, lines, values, measured }) => {
			const { hplint, parse, slices, opened, "yaml-language-server": served } = measured;
			return [
				`${lines.toLocaleString("en")} lines of ${TITLES[format]}`,
				values,
				spread(hplint),
				ms(hplint.p99),
				slices ? `${spread(slices)}, ${ms(slices.p99)}` : "",
				opened ? spread(opened) : "",
				spread(parse),
				digits(hplint.median / parse.median),
				served ? spread(served) : "",
				served ? digits(hplint.median / served.median) : "",
			];
		}),
	);
}

function scanTable({ parts, node }: Scan): string {
	const rows = (Object.keys(PART_TITLES) as Part[]).flatMap((part) => {
		const { files, megabytes, peers } = parts[part];
		const what = `${PART_TITLES[part]}: ${files.toLocaleString("en")} files, ${digits(megabytes)} MB`;
		return Object.entries(peers).map(([program, time], i) => [
			i === 0 ? what : "",
			`\`${program}\``,
			spread(time),
			digits(peers.hplint.median / time.median),
			time.peak === undefined ? "" : `${digits(time.peak)} MB`,
		]);
	});
	return table(
		["", "program", "whole process", "hplint is ×", "memory"],
		[...rows, ["nothing", "`node -e 0`", spread(node), "", ""]],
	);
}

function costTable(costs: readonly Cost[]): string {
	const sizes = costs[0]?.points.map(({ lines }) => lines) ?? [];
	return table(
		["lines, about", ...sizes.map((lines) => Number(lines.toPrecision(1)).toLocaleString("en")), "slope"],
		costs.map(({ format, points, slope }) => [format, ...points.map(({ time }) => spread(time)), slope.toFixed(3)]),
	);
}

const version = (name: string): string =>
	(JSON.parse(readFileSync(join(BENCH, "node_modules", name, "package.json"), "utf8")) as { version: string }).version;

const PEERS = [
	"eslint",
	"eslint-plugin-yml",
	"eslint-plugin-jsonc",
	"yaml-language-server",
	"markdownlint",
	"@vscode/ripgrep",
];

function machine(): string {
	const python = execFileSync(process.env.PYTHON ?? "python3", ["--version"], { encoding: "utf8" }).trim();
	const peers = PEERS.map((name) => `${name} ${version(name)}`).join(", ");
	return `Node ${process.versions.node}, ${python}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}; ${peers}`;
}

const section = (title: string, words: string, ...blocks: readonly string[]): string =>
	[`## ${title}`, words, ...blocks].join("\n\n");

export function page(results: Results): string {
	const { command, own, typing, scan, costs, bytes, load, window } = results;
	const sections = [
		`# What linting costs

Made by \`${command}\` (${machine()}).
What stands side by side was measured in turns, in the same run: read the times as ratios. Of each figure the median is given, with the
5th and the 95th percentile and the number of runs.

${goals(results)}`,
		typing.length > 0 &&
			section(
				"Typing",
				`A digit is typed or deleted at the end of a word or number anywhere in a document, every fourth in the line of a value that is
judged. The time is that from the change to the findings. A long document is worked in slices, after each of which others on the
thread have their turn: of each edit the longest slice counts, and of the document as it is opened. The full parse is that of
\`@lezer/yaml\`, \`jsonc-parser\` and \`@lezer/python\`; yaml-language-server validates by a schema of two properties. Each has a process of
its own and is warm, and its edits follow each other without a pause. Documents are made of generated files.`,
				typingTable(typing),
			),
		scan &&
			section(
				"A whole tree",
				`${own === undefined ? "Generated files, in the shares and sizes of public repositories of machine learning" : `The files of \`${own}\``}, whole processes, caches warm.
\`rg\` counts the lines with our names (\`rg -ci\`), \`ast.parse\` is CPython's, eslint runs the recommended rules of its plugins for YAML and
JSON, and yaml-language-server is driven through its API. Memory is the largest that was resident.`,
				scanTable(scan),
			),
		costs.length > 0 &&
			section(
				"Time against size",
				`From a text to its findings, for documents of short lines in which a small training follows the other, among settings that train
nothing. The slope is that of a straight line through all sizes, both axes logarithmic: where it is 1, twice the size takes twice as long.`,
				costTable(costs),
				"![Time against size, by language](performance.svg)",
			),
		(bytes || load) &&
			section(
				"Weight",
				"`require` in a new process, with a stub of VS Code where that is asked for.",
				...(bytes
					? [
							table(
								["", "bytes"],
								Object.entries(bytes).map(([name, size]) => [name, size.toLocaleString("en")]),
							),
							"Beside them what other extensions are, built by their own scripts from their sources of August 2026; not measured in this run.",
							table(["extension", "bundle, KB", "VSIX, KB"], OTHERS),
						]
					: []),
				...(load
					? [
							table(
								["`require` of", "takes"],
								Object.entries(load).map(([name, time]) => [name, spread(time)]),
							),
						]
					: []),
			),
		window &&
			section(
				"In a window",
				`Of VS Code ${window.version} (server build, headless Chromium, Node extension host). Activation is what "Show Running Extensions" says, in as
many new extension hosts; idle time is that of the extension host with ${window.idle.hplint.open} configs open, measured in the same seconds with and without us,
while a server's own search for open ports, ten times all else it does, is off. What one takes beyond the other is the median of such pairs.
The sum holds the bursts that a median hides, VS Code's own too: a tenth of a second about once a minute, in each window at another time.`,
				windowTable(window),
				`A key makes a mistake in a Python script of about 1,000 lines, another one mends it; beside it the same in 1,000 lines of JSON with the
validation that comes with VS Code. The time is that from the key to the frame in which the squiggle is drawn or gone. What is typed
is shown after a pause, what is mended in its line at once; VS Code's JSON waits for nothing, and flags what is half typed. Of extensions none can be had here.`,
				keysTable(window),
				`A YAML and a Python document of 1,000 lines are edited ${digits(window.memory.edits)} times each, a digit typed or deleted; then ${digits(window.memory.documents)} configs are opened and
closed. The heap is that after a garbage collection; before it a tenth of the same was done, so that all is loaded and compiled.`,
				memoryTable(window),
			),
	];
	return `${[...sections.filter((one) => one), LIMITS].join("\n\n")}\n`;
}

/** By profiles of the measures above; to be looked at again when they change. */
const LIMITS = `## What stops a goal that is not reached

- **Ripgrep's time.** Node's start, the walk and the bytes together take about as long as \`rg\` takes for all of it. On top of that, of one thread's
  time, a tenth goes to the words of all files, another to the tokens of the scripts that have a name of ours, and well over a half to reading the quarter of
  the files that may give one a value, three quarters of which is the parser; recognition and the rules take a fifth. What can hold nothing is neither
  decoded nor parsed, and of the scripts that only use our names none is. To be three times as slow as \`rg\`, a parser would have to be some ten
  times as quick as the grammar that finds every value of half-typed text.
- **yaml-language-server's and eslint's YAML.** A file of a kilobyte or two is over before the engine has compiled what reads and judges it: in a process
  that is warm the same files take half the time. What is left is the parser, which is theirs in kind, recognition, and garbage.
- **Threads and memory.** The command lints on its own thread and on one more for each two processors. Node with one thread takes 93 MB for the tree,
  each further one 48 MB. New objects keep their first space of a megabyte, and what lives longer is collected at a third on top: with what the engine
  does of its own accord a thread took twice as much, in as much time.
- **A third of a full parse, and a tenth of yaml-language-server.** Of an edit only the entry or statement at hand is read, an eighth of the time.
  What is not touched is copied to where it has moved (a tenth), indexed by name (a tenth), and recognised and judged together with what was
  edited (over a half), since a line may change what is known of the whole. The parser of JSON takes a third of a millisecond for 1,000 lines: no
  recognition can be three times as quick.
- **A frame for 20,000 lines.** The same in proportion: hundreds of values are recognised and judged, a tenth of a millisecond each, and a quarter of the
  time the engine collects what came of the versions before. So that nobody waits for that, reading, recognition and rules are left off after
  four milliseconds, others have their turn, and a newer edit ends the work: the longest slice is what a person could feel. What is opened, or
  has a quote or a bracket open, is read whole, in steps as well. A frame for all of it would take facts that are kept for each piece.
- **The slowest edits of a script.** Of a hundred edits a few leave something half typed (\`def1\`) or stand in a long function, and more has to be parsed,
  at ten milliseconds for 1,000 lines; a third of these meet the engine's collecting as well.
- **The slope of Python.** A line takes 14 µs in a script of 10,000 lines and 20 in one of 300,000 or of a million, at the same shares of a profile: what
  the parser makes of it no longer fits the processor's caches. From 300,000 lines on it grows no more.
- **Activation and idle time.** VS Code counts from its decision to load, so its number holds what the host does before our turn, which is all of what it
  says of an extension without code. Beyond that we take the load: reading a millisecond, the engine's compiling 13 to 15, evaluation 2. To activate is to
  register the commands, 0.2 ms; the wiring follows in the next turn, 4 ms. Evaluating the linter on first need would take 1.6 ms off, and add 6 ms to
  the first finding.
- **Bytes, and with them the load.** Four fifths of the load is the engine's compiling, in step with the bytes. The grammars and their runtime are
  95 KB, recognition with its frameworks 108 KB, the readers 88 KB, the rules 59 KB, the evidence 39 KB, the editor 55 KB. Shorter
  property names would save a seventh of the bytes and a twentieth of the zipped ones, and could not be proven safe.`;
