/** Single limits that belong to no band. */

/** In-batch negatives: recipes use hundreds to thousands; below this a batch hardly has any (E3.9). */
export const FEWEST_FOR_NEGATIVES = 16;

/** Adam divides by the root of what it saw plus an epsilon of 1e-8; one a thousand times larger damps each step (Dopamine: 3e-4 at a rate of 0.09). */
export const DAMPING_EPSILON = 1e-5;
