/** Single limits that belong to no band. */

/** In-batch negatives: recipes use hundreds to thousands; below this a batch hardly has any (E3.9). */
export const FEWEST_FOR_NEGATIVES = 16;

/**
 * The share of the error that rate and rounds of boosting can close together. LightGBM's 0.01 with 100 rounds closes 63 %, which
 * E6.2 calls under-trained below 0.02 with 100; these limits stay well under it.
 */
export const SHRINKAGE_BUDGET = { information: 0.3, warning: 0.1 } as const;
