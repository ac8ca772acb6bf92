/** What runs in every extension host. */

import "./extension.test.ts";
import "./features.test.ts";
import "./map.test.ts";
import "./notebooks.test.ts";
import "./suggest.test.ts";
import "./workspace.test.ts";
import "../unit/all.ts";
