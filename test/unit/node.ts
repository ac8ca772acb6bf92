/** The unit tests that need Node: files, processes, memory. Not loaded in the web worker. */

import "./activation.test.ts";
import "./architecture.test.ts";
import "./bench.test.ts";
import "./cli.test.ts";
import "./kept.test.ts";
import "./feature-table.test.ts";
import "./manifest.test.ts";
import "./pairs.test.ts";
import "./projects-on-disk.test.ts";
import "./threads.test.ts";
import "./words.test.ts";
