/** The kinds of training on the map: one for each band that some setup is judged by. */

import { bandOf } from "../evidence/bands.ts";
import { practiceOf } from "../evidence/practice.ts";
import type { Scope } from "../read/model.ts";
import { cellOf, limitsOf, ownBandOf, rateBandOf } from "../recognise/cell.ts";
import type { Setup } from "../recognise/facts.ts";
import { phrase } from "../words/phrase.ts";
import type { Kind } from "./model.ts";

/** The kind of a learning rate, by the bands that are held against it and its batch: the project's own, else the published ones. */
export function kindOf(setup: Setup, scope: Scope): Kind {
	const cell = cellOf(setup, scope);
	const published = bandOf(cell);
	const own = [ownBandOf(setup, "learning_rate"), ownBandOf(setup, "batch_size")];
	const batch = own[1] ? limitsOf(own[1]) : batchIn(published);
	const practice = { rate: practiceOf(cell, "learning_rate"), batch: batch && practiceOf(cell, "batch_size") };
	return {
		id: [cell, ...own.map((band) => (band ? `${band.low} ${band.high}` : ""))].join("|"),
		label: capital([phrase(published.regime), ...own.flatMap((band) => band?.file ?? []).slice(0, 1)].join(", ")),
		rate: rateBandOf(setup, scope).learningRate,
		...(batch && { batch }),
		practice: {
			...(practice.rate && { rate: practice.rate }),
			...(practice.batch && { batch: practice.batch }),
		},
	};
}

/** Nobody knows the usual batch of an unknown kind, and tokens are another unit than that of the map. */
const batchIn = ({ cell, batchSize }: ReturnType<typeof bandOf>): Kind["batch"] =>
	cell.startsWith("any/") || batchSize?.unit === "tokens" ? undefined : batchSize;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
