/** The unit tests that run everywhere: in Node, in the Node extension host and in the web worker. */

import "./smoke.test.ts";
import "./evidence.test.ts";
import "./read.test.ts";
import "./rules.test.ts";
