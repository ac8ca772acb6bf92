import type { DocumentIndex } from "../index-document.ts";
import { type Framework, importing, type Mark } from "./framework.ts";

export const speechbrain: Framework = {
	id: "speechbrain",
	label: "SpeechBrain (HyperPyYAML)",
	recognise: (document) => tagged(document) ?? importing(document, "speechbrain"),
	exponentReading: "unsure",
};

/** `!ref <lr>` and the like are HyperPyYAML's. */
function tagged({ assignments }: DocumentIndex): Mark | undefined {
	const found = assignments.find(({ value }) => value.tag !== undefined && TAGS.test(value.tag));
	return found && { span: found.value.span, because: `${found.value.tag} ${found.value.text}` };
}

const TAGS = /^!(?:ref|copy|PLACEHOLDER|(?:new|name|apply|module|tuple):[\w.]+)$/;
