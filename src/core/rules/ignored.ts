import type { Override } from "../recognise/overrides.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Verdict } from "./rule.ts";

/** What is said of a value that another setting overrides, with the place of that setting. */
export const ignored = ({ name, text }: Parameter, override: Override | undefined): Verdict | undefined =>
	override === undefined
		? undefined
		: {
				severity: override.harmless ? "information" : "warning",
				message: { id: "value-ignored", params: { name, value: text, by: override.by } },
				sources: [override.source],
				...(override.span && { related: { span: override.span, message: { id: "related-decides", params: {} } } }),
			};
