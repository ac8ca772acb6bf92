/** A text by itself: what is cut out of a longer one keeps all of that alive. */
export const ownCopy = (text: string): string => ` ${text}`.slice(1);
