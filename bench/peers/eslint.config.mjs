/** eslint on YAML and JSON as its plugins recommend. */

import jsonc from "eslint-plugin-jsonc";
import yml from "eslint-plugin-yml";

export default [...yml.configs.recommended, ...jsonc.configs["recommended-with-json"]];
