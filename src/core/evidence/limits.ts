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
