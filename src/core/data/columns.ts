/** Which columns of a table a model learns from. */

/** What pandas calls the row numbers that it wrote into a file. */
const ROW_NUMBERS = /^(?:|Unnamed: 0|__index_level_0__)$/;
const USUAL_TARGETS = /^(?:target|labels?|y|class|outcome|response|survived|default|is_\w+)$/i;

/** The column that is likely the label: one that the config names, else one that is called so, else the last. */
export function likelyTarget(columns: readonly string[], named: readonly string[]): string | undefined {
	return (
		columns.find((column) => named.includes(column)) ??
		columns.findLast((column) => USUAL_TARGETS.test(column)) ??
		columns.at(-1)
	);
}

/** All columns but the label and the row numbers. */
export const featuresAmong = (columns: readonly string[], target: string | undefined): string[] =>
	columns.filter((column) => column !== target && !ROW_NUMBERS.test(column));
