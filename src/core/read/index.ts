/** The readers by language. Each is evaluated when its first document comes: building a parser's tables takes longer than all else at start. */

import { phrase } from "../words/phrase.ts";
import { finish, type Steps } from "../work/slices.ts";
import { type Format, type Language, openScope, type ReadDocument, type Reader, type Span } from "./model.ts";

// `require` and not `import()`: the bundler keeps such a module in the one bundle and evaluates it, in step, on the call.
const READERS: Readonly<Record<Format, () => Reader>> = {
	yaml: () => (require("./yaml.ts") as typeof import("./yaml.ts")).readYaml,
	json: () => (require("./json.ts") as typeof import("./json.ts")).readJson,
	python: () => (require("./python.ts") as typeof import("./python.ts")).readPython,
	toml: () => (require("./toml.ts") as typeof import("./toml.ts")).readToml,
	gin: () => (require("./gin.ts") as typeof import("./gin.ts")).readGin,
	notebook: () => (require("./notebook.ts") as typeof import("./notebook.ts")).readNotebook,
	shell: () => (require("./shell.ts") as typeof import("./shell.ts")).readShell,
};

/**
 * Reads a text (without a byte-order mark). Never throws for anything a document can contain. With the version of it that
 * was read before, in the same format, an edit costs what it touches; what is read is the same.
 */
export const read = (text: string, format: Format, before?: ReadDocument): ReadDocument =>
	finish(readInSteps(text, format, before));

/** The same, to be left off now and then. */
export function* readInSteps(text: string, format: Format, before?: ReadDocument): Steps<ReadDocument> {
	try {
		const document = before?.again ? yield* before.again(text) : yield* READERS[format]()(text);
		yield;
		return withEmbedded(document);
	} catch (error) {
		// The parsers recurse into nesting; a document made to be deep may exhaust the stack, most of all a web worker's.
		if (!(error instanceof RangeError)) throw error;
		const root = openScope("document", undefined, { span: { start: 0, end: text.length } });
		const skipped = [phrase("nesting too deep to read")];
		return { language: languageIn(format), text, documents: [root], comments: [], imports: [], skipped };
	}
}

/** The language of what is read from a file. */
export const languageIn = (format: Format): Language => (format === "notebook" || format === "gin" ? "python" : format);

/** With what stands in a document in another language: commands, and files that a script or notebook writes or a config holds. */
function withEmbedded(document: ReadDocument): ReadDocument {
	const embedded = require("./embedded.ts") as typeof import("./embedded.ts");
	// What a held file holds itself is not looked for: that would take the square of a nesting.
	const held = (text: string, format: Format): ReadDocument => finish(READERS[format]()(text));
	const inner = [
		embedded.commandsIn(document),
		embedded.filesIn(document, held),
		embedded.hereDocumentsIn(document, read),
	];
	const { holders: _, ...own } = document;
	return {
		...own,
		documents: [...document.documents, ...inner.flatMap(({ documents }) => documents)],
		comments: [...document.comments, ...inner.flatMap(({ comments }) => comments)],
	};
}

/** Where a file of our own is broken; training configs are read as far as they go. */
export const damageOf = (text: string, language: "yaml" | "json"): Span | undefined =>
	(require("./damage.ts") as typeof import("./damage.ts")).damageOf(text, language);
