/** Which VS Code the tests run in. */

import { parseArgs } from "node:util";

/** The oldest that package.json's `engines.vscode` promises. */
export const FLOOR = "1.100.3";
/** The newest that was tried. */
export const NEWEST = "1.139.1";

/** `--version`, else `$HPLINT_VSCODE`, else the floor; `newest` and `floor` are names for the two above. */
export function wantedVersion(argv: readonly string[] = process.argv.slice(2)): string {
	const { values } = parseArgs({ args: [...argv], strict: false, options: { version: { type: "string" } } });
	const asked = typeof values.version === "string" ? values.version : process.env.HPLINT_VSCODE || FLOOR;
	const version = { floor: FLOOR, newest: NEWEST }[asked] ?? asked;
	if (!/^1\.\d+\.\d+$/.test(version)) throw new Error(`VS Code version ${asked}: expected floor, newest or 1.x.y`);
	return version;
}
