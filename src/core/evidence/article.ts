/** The two heuristics of the article that the project started from. `FORMULA_SOURCES` and `sources.ts` say whence. */

/** The largest learning rate of the article: 0.2, or 1/√features where that is less (`featureCap`). */
export const ARTICLE_CAP = 0.2;

/** Examples in a batch: the research the article quotes (Masters and Luschi 2018), and the course's rule of thumb. */
export const articleBatchRanges = {
	research: { low: 2, high: 32 },
	thumb: { low: 40, high: 100 },
} as const;

/** Whether a batch is outside both ranges. The gap between them counts as inside: no one advises against it. */
export const outsideArticleBatch = (examples: number): boolean =>
	examples < articleBatchRanges.research.low || examples > articleBatchRanges.thumb.high;
