/** The command line's words. A wrong one is a `UsageError`, which ends the run with status 2. */

import { parseArgs } from "node:util";
import { PROFILES, type Profile, SEVERITIES, type Severity } from "../core/rules/rule.ts";

export const USAGE = `hplint [PATH…]                 lint files and folders (default: the current folder)
  --format text|json           default text
  --parameters                 list every recognised learning rate and batch size, not the findings
  --profile auto|article       default auto, or what the project file says
  --config FILE                instead of the nearest .hplint.json/.yaml
  --fail-on error|warning|information|never     default warning
  --stdin-filename NAME        lint standard input as if it were NAME
  --suggest                    print suggested hyperparameters for the given file(s)
  --version, --help

Exit status: 0 when nothing at or above --fail-on was found, 1 when something was, 2 when the command itself
was wrong or a named path could not be read.
`;

const FORMATS = ["text", "json"] as const;
const FAIL_ON = [...SEVERITIES.filter((severity) => severity !== "hint"), "never"] as const;

export type Format = (typeof FORMATS)[number];
export type Mode = "findings" | "parameters" | "suggest";

export class UsageError extends Error {}

export interface Arguments {
	readonly paths: readonly string[];
	readonly format: Format;
	readonly mode: Mode;
	readonly profile: Profile | undefined;
	readonly config: string | undefined;
	readonly failOn: Severity | "never";
	readonly stdinFileName: string | undefined;
	readonly help: boolean;
	readonly version: boolean;
}

export function readArguments(words: readonly string[]): Arguments {
	const { values, positionals } = parse(words);
	if (values.fix) throw new UsageError("--fix is not there yet");
	if (values.format === "sarif") throw new UsageError("--format sarif is not there yet: use text or json");
	if (values.parameters && values.suggest) throw new UsageError("--parameters and --suggest exclude each other");
	if (values["stdin-filename"] !== undefined && positionals.length > 0) {
		throw new UsageError("--stdin-filename takes no paths: it lints standard input");
	}
	return {
		paths: positionals,
		format: oneOf("--format", values.format ?? "text", FORMATS),
		mode: values.parameters ? "parameters" : values.suggest ? "suggest" : "findings",
		profile: values.profile === undefined ? undefined : oneOf("--profile", values.profile, PROFILES),
		config: values.config,
		failOn: oneOf("--fail-on", values["fail-on"] ?? "warning", FAIL_ON),
		stdinFileName: values["stdin-filename"],
		help: values.help ?? false,
		version: values.version ?? false,
	};
}

function parse(words: readonly string[]) {
	try {
		return parseArgs({
			args: [...words],
			allowPositionals: true,
			options: {
				format: { type: "string" },
				parameters: { type: "boolean" },
				profile: { type: "string" },
				config: { type: "string" },
				"fail-on": { type: "string" },
				"stdin-filename": { type: "string" },
				suggest: { type: "boolean" },
				fix: { type: "boolean" },
				help: { type: "boolean", short: "h" },
				version: { type: "boolean" },
			},
		});
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
	const found = allowed.find((one) => one === value);
	if (found === undefined) throw new UsageError(`${flag} is one of ${allowed.join(", ")}, not "${value}"`);
	return found;
}
