/** Single limits that belong to no band. */

/** In-batch negatives: recipes use hundreds to thousands; below this a batch hardly has any (E3.9). */
export const FEWEST_FOR_NEGATIVES = 16;

/** What RLlib lets a train batch be overshot by its rollouts (validate_train_batch_size_vs_rollout_fragment_length). */
export const ROLLOUT_SLACK = 0.1;

/** Of how many images StyleGAN2 takes one for its path lengths where nothing else is said (loss.py, pl_batch_shrink). */
export const PATH_LENGTH_SHRINK = 2;

/** The multipliers of NeMo's recipes with NoamAnnealing and a width (8cfedd7), and what is a rate rather than one. */
export const NOAM_RECIPES = [1, 5] as const;
export const LOWEST_NOAM = 0.1;

/** Adam divides by the root of what it saw plus an epsilon of 1e-8; one a thousand times larger damps each step (Dopamine: 3e-4 at a rate of 0.09). */
export const DAMPING_EPSILON = 1e-5;

/**
 * The share of the error that rate and rounds of boosting can close together. LightGBM's 0.01 with 100 rounds closes 63 %, which
 * E6.2 calls under-trained below 0.02 with 100; these limits stay well under it.
 */
export const SHRINKAGE_BUDGET = { information: 0.3, warning: 0.1 } as const;

/** Up to so many rounds nothing is to be shrunk: XGBoost's and CatBoost's own first examples have 2 to 10 rounds and a rate of 1 (E6.1). */
export const FEW_ROUNDS = 10;

/** The top of SGD's cycle in super-convergence (Smith and Topin 2017, arXiv:1708.07120): higher than any rate that is held. */
export const HIGHEST_OF_CYCLE = 3;
