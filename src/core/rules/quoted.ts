import type { Assignment } from "../read/model.ts";
import { siblings } from "../recognise/numbers-beside.ts";

/** Whether a number stands in quotes beside numbers that do not: where all are quoted, whoever reads them expects text. */
export const isQuotedAlone = ({ scope, value }: Assignment): boolean =>
	value.form === "quoted" &&
	siblings(scope).some((one) => typeof one.value.value === "number" && one.value.form !== "quoted");
