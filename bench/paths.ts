/** Where things are. Sources are bundled into one folder, a level below this one. */

import { join } from "node:path";

export const BENCH = join(import.meta.dirname, "..");
export const ROOT = join(BENCH, "..");
/** What is not bundled: other programs' settings and what is loaded into them. */
export const PEERS = join(BENCH, "peers");
export const NODE = process.execPath;
