/** Single limits that belong to no band. */

/** In-batch negatives: recipes use hundreds to thousands; below this a batch hardly has any (E3.9). */
export const FEWEST_FOR_NEGATIVES = 16;

/** ImageNet's classes: what tells a model of ImageNet from others (E5.1). */
export const IMAGENET_CLASSES = 1000;
