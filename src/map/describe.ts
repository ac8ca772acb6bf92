/** What is told of a setup, line by line: on the chart where it is pointed at, and to a screen reader. */

import type { Kind, Texts } from "../core/map/model.ts";
import { showNumber } from "../core/present/numbers.ts";
import { batchText, type Dot, facts, filled, placeText } from "./dots.ts";

export interface Description {
	readonly place: string;
	readonly lines: readonly string[];
	/** The severity and what was found. */
	readonly finding: string | undefined;
}

export function describe(dot: Dot, kind: Kind | undefined, texts: Texts): Description {
	const { setup } = dot;
	const { name, written, rate, batch, finding } = setup;
	const comesTo = Number(written) === rate ? "" : ` (${filled(texts.comesTo, showNumber(rate))})`;
	const usual = kind && filled(texts.usual, showNumber(kind.rate.typicalLow), showNumber(kind.rate.typicalHigh));
	return {
		place: placeText(dot, dot.file.path, texts),
		lines: [
			`${name}: ${written}${comesTo}`,
			batch ? `${texts.columns.batch}: ${batchText(setup, texts)} (${batch.because})` : texts.legend.unknown,
			facts(setup),
			kind ? `${kind.label} (${usual})` : "",
		].filter((line) => line !== ""),
		finding: finding && `${texts.severities[finding.severity]}: ${finding.message}`,
	};
}

export const inOneLine = ({ place, lines, finding }: Description): string =>
	[place, ...lines, ...(finding ? [finding] : [])].join("; ");
