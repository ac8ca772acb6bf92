import type { Assignment } from "../read/model.ts";
import { siblings } from "../recognise/numbers-beside.ts";

/** Whether a number stands in quotes beside numbers that do not: where all are quoted, whoever reads them expects text. */
export const isQuotedAlone = ({ name, scope, value }: Assignment): boolean =>
	value.form === "quoted" &&
	// `batch_sizes: '1'` is a list of one, to be split.
	!name.endsWith("s") &&
	siblings(scope).some((one) => typeof one.value.value === "number" && one.value.form !== "quoted");
