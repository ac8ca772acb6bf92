import { type DocumentIndex, inTextOrder } from "../index-document.ts";
import { type Framework, importing, type Mark } from "./framework.ts";

export const speechbrain: Framework = {
	id: "speechbrain",
	label: "SpeechBrain (HyperPyYAML)",
	recognise: (document) => withTag(document) ?? importing(document, "speechbrain"),
	exponentReading: "unsure",
};

/** `!ref <lr>` and the like are HyperPyYAML's. */
function withTag({ tagged }: DocumentIndex): Mark | undefined {
	const [found] = inTextOrder(tagged.filter(({ value: { tag = "" } }) => TAGS.test(tag)));
	return found && { span: found.value.span, because: `${found.value.tag} ${found.value.text}` };
}

const TAGS = /^!(?:ref|copy|PLACEHOLDER|(?:new|name|apply|module|tuple):[\w.]+)$/;
