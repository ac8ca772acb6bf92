/** yaml-language-server through its API, with a small schema: what it says of a text. */

import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService } from "yaml-language-server";

const SCHEMA = {
	type: "object",
	properties: {
		learning_rate: { type: "number", exclusiveMinimum: 0 },
		batch_size: { type: "integer", minimum: 1 },
	},
} as const;

/** @returns validates one version of a document after the other; the promise is of the number of its remarks */
export function yamlValidator(): (uri: string, text: string) => Promise<number> {
	const service = getLanguageService({
		schemaRequestService: async () => "{}",
		workspaceContext: { resolveRelativePath: (path) => path },
	});
	service.configure({ validate: true, schemas: [{ uri: "bench://small.json", fileMatch: ["*"], schema: SCHEMA }] });
	let version = 0;
	return async (uri, text) =>
		(await service.doValidation(TextDocument.create(uri, "yaml", ++version, text), false)).length;
}
