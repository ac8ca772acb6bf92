/** Single limits that belong to no band. */

/** In-batch negatives: recipes use hundreds to thousands; below this a batch hardly has any (E3.9). */
export const FEWEST_FOR_NEGATIVES = 16;
