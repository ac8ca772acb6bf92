/** Single limits that belong to no band. */

/** In-batch negatives: recipes use hundreds to thousands; below this a batch hardly has any (E3.9). */
export const FEWEST_FOR_NEGATIVES = 16;

/** What RLlib lets a train batch be overshot by its rollouts (validate_train_batch_size_vs_rollout_fragment_length). */
export const ROLLOUT_SLACK = 0.1;
