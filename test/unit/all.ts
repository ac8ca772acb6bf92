/** The unit tests that run everywhere: in Node, in the Node extension host and in the web worker. */

import "./smoke.test.ts";
import "./evidence.test.ts";
import "./read.test.ts";
import "./rules.test.ts";
import "./reports.test.ts";
import "./vocabulary.test.ts";
import "./may-matter.test.ts";
import "./suppressions.test.ts";
import "./project-file.test.ts";
import "./suggest.test.ts";
import "./hover.test.ts";
import "./frameworks.test.ts";
import "./recognise.test.ts";
import "./cell.test.ts";
import "./constants.test.ts";
import "./config-references.test.ts";
import "./job-specs.test.ts";
import "./python.test.ts";
import "./neighbours.test.ts";
import "./projects.test.ts";
import "./python-forms.test.ts";
import "./shell.test.ts";
import "./commands.test.ts";
import "./notebook.test.ts";
import "./toml.test.ts";
