/** What a rule is, and what it returns: data without words, so that editor and command line say it their own way. */

import type { SourceId } from "../evidence/sources.ts";
import type { MessageId } from "../present/messages.ts";
import type { Span } from "../read/model.ts";
import type { Parameter } from "../recognise/setup.ts";
import type { Change } from "../recognise/snapshot.ts";
import type { HyperparameterName } from "../recognise/vocabulary.ts";

export const SEVERITIES = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `auto` judges by the evidence for what is trained; `article` applies the two heuristics the project began with to everything. */
export const PROFILES = ["auto", "article"] as const;
export type Profile = (typeof PROFILES)[number];

export interface Message {
	readonly id: MessageId;
	readonly params: Readonly<Record<string, string | number>>;
}

export interface Edit {
	readonly span: Span;
	readonly text: string;
}

/** Another place that explains a finding, and what it has to do with it. */
export interface Related {
	readonly span: Span;
	readonly message: Message;
}

export interface Fix {
	readonly title: Message;
	readonly preferred: boolean;
	/** Changes how the value is written, not what it is: may be applied without asking. */
	readonly safe: boolean;
	readonly edits: readonly Edit[];
}

/** What a rule says of one parameter. */
export interface Verdict {
	readonly severity: Severity;
	readonly message: Message;
	readonly sources: readonly SourceId[];
	/** Asked for where one of them may be applied: while a person types nobody looks at them. */
	readonly fixes?: () => readonly Fix[];
	readonly related?: Related;
}

export interface Finding extends Omit<Verdict, "fixes" | "related"> {
	readonly rule: string;
	readonly parameter: Parameter;
	readonly fixes: readonly Fix[];
	readonly related: readonly Related[];
}

export interface Context {
	readonly profile: Profile;
	/** How the batch changed since the document was committed or opened, by the offset of each rate that did not. */
	readonly changes?: ReadonlyMap<number, Change> | undefined;
}

/** What a rule's file exports beside it for its page, the settings and the README's table. No bundle that is shipped holds it. */
export interface Page {
	/** One sentence for a table or a setting. */
	readonly summary: string;
	/** The severities that the rule can give, the strongest first. */
	readonly severities: readonly Severity[];
	/** Why it matters and when it is silent: Markdown. */
	readonly explanation: string;
}

export interface Rule {
	/** A kebab-case sentence about what is wrong. */
	readonly name: string;
	readonly parameter: HyperparameterName;
	readonly sources: readonly SourceId[];
	/** What it says depends on what the document said before: it may be silent today, and not tomorrow. */
	readonly comparesWithEarlier?: true;
	/** Pure; undefined when there is nothing to say. */
	check(parameter: Parameter, context: Context): Verdict | undefined;
}
