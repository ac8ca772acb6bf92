/** The unit tests that need Node: files, processes. Not loaded in the web worker. */

export {};
