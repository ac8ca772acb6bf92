/**
 * Mistakes that people reported (issues, pull requests, forums), told again in our own words, each with its mended twin; and values
 * that look wrong and are right. Written before anybody looked at what the linter says of them.
 *
 * The first line of a `.bad` document: the report, how sure a reader of the document alone can be, and the keys one of which must be
 * flagged. `certain`: an error or a warning is due; `likely` and `hard`: information is enough.
 */

import * as assert from "assert";
import fixtures from "fixtures";
import { analyse, languageOf } from "../../src/core/linter.ts";
import type { Finding } from "../../src/core/rules/rule.ts";

const CERTAINTIES = ["certain", "likely", "hard"] as const;
type Certainty = (typeof CERTAINTIES)[number];
const HEAD = /^(?:#|\/\/) report: \S+ \| (certain|likely|hard) \| (\S+)$/;

/** Reported mistakes that the linter does not find today, and why. A listed one that is found must be taken off the list. */
const KNOWN_MISSES: Readonly<Record<string, string>> = {};

/** Right documents that are flagged today: each is a false alarm to be mended. */
const KNOWN_ALARMS: Readonly<Record<string, string>> = {};

interface Case {
	readonly slug: string;
	readonly findings: readonly Finding[];
	/** Only of a mistake. */
	readonly certainty?: Certainty;
	readonly keys: readonly string[];
}

function documents(kind: "bad" | "good" | "decoy"): Case[] {
	return Object.entries(fixtures).flatMap(([path, text]) => {
		const [, slug, found] = /^reports\/(.+)\.(bad|good|decoy)\.\w+$/.exec(path) ?? [];
		const language = languageOf(path);
		if (!slug || found !== kind || !language) return [];
		const head = text.slice(0, text.indexOf("\n"));
		const [, certainty, keys] = HEAD.exec(head) ?? [];
		assert.equal(certainty !== undefined, kind === "bad", `${path}: first line`);
		return [
			{
				slug,
				// The head is ours: what people write has none.
				findings: analyse(text.slice(head.length), language).findings,
				certainty: certainty as Certainty | undefined,
				keys: keys?.split("|") ?? [],
			},
		];
	});
}

const isSevere = ({ severity }: Finding): boolean => severity === "error" || severity === "warning";
const isOn = ({ parameter }: Finding, keys: readonly string[]): boolean =>
	keys.includes(parameter.name) || parameter.keyPath.some((key) => keys.includes(key));
const told = ({ rule, severity, parameter }: Finding): string => `${severity} ${rule} on ${parameter.name}`;

const isFound = ({ certainty, findings, keys }: Case): boolean =>
	findings.some(
		(finding) =>
			isOn(finding, keys) && (isSevere(finding) || (certainty !== "certain" && finding.severity === "information")),
	);

suite("reports: mistakes people made, and values that only look like it", () => {
	const bad = documents("bad");
	const good = documents("good");
	const decoys = documents("decoy");
	const keysOf = new Map(bad.map(({ slug, keys }) => [slug, keys]));
	const isAlarm = (finding: Finding, slug: string): boolean =>
		isSevere(finding) || (finding.severity === "information" && isOn(finding, keysOf.get(slug) ?? []));
	const alarmed = [...good, ...decoys].filter(({ slug, findings }) => findings.some((finding) => isAlarm(finding, slug)));

	test("every mistake has its mended twin", () => {
		assert.deepEqual(good.map(({ slug }) => slug).sort(), bad.map(({ slug }) => slug).sort());
	});

	for (const mistake of bad) {
		test(`${mistake.slug} (${mistake.certainty}) is ${mistake.slug in KNOWN_MISSES ? "not yet " : ""}found`, () => {
			const { findings, slug, keys } = mistake;
			assert.equal(isFound(mistake), !(slug in KNOWN_MISSES), `${keys.join(" or ")}: ${findings.map(told).join("; ") || "nothing"}`);
		});
	}

	for (const { slug, findings } of [...good, ...decoys]) {
		test(`${slug} is ${slug in KNOWN_ALARMS ? "not yet " : ""}left in peace when it is right`, () => {
			const alarms = findings.filter((finding) => isAlarm(finding, slug)).map(told);
			assert.equal(alarms.length > 0, slug in KNOWN_ALARMS, alarms.join("; "));
		});
	}

	suiteTeardown(() => {
		const rows = CERTAINTIES.map((certainty) => {
			const all = bad.filter((mistake) => mistake.certainty === certainty);
			return [certainty, all.filter(isFound).length, all.length] as const;
		});
		const of = (list: readonly Case[]): number => list.filter((one) => alarmed.includes(one)).length;
		console.log(
			[
				...rows.map(([certainty, found, all]) => `    ${certainty.padEnd(8)} found    ${found} of ${all}`),
				`    twins    flagged  ${of(good)} of ${good.length}`,
				`    decoys   flagged  ${of(decoys)} of ${decoys.length}`,
			].join("\n"),
		);
	});
});
