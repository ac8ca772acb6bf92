import type { DocumentIndex } from "../index-document.ts";
import type { Framework, Mark } from "./framework.ts";

export const FRAMEWORKS: readonly Framework[] = [];

export function recogniseFramework(_document: DocumentIndex): { framework: Framework; mark: Mark } | undefined {
	return undefined;
}
