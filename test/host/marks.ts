/** What the parts of a run say to each other. The web worker has no files: there the console is the only way out. */

/** The variable with the folder of the run, see test-run.ts. */
export const RUN_VARIABLE = "HPLINT_TEST_RUN";
/** Begins every line that the web worker's suite prints. */
export const WEB_LINE = "[hplint-test] ";
/** The web worker's marks, in lines of their own. */
export const WEB_BEGAN = "(began)";
export const WEB_ENDED = "(ended)";
