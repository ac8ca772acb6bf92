/** What reading a document yields. Languages end here: nothing after this file knows YAML from Python. */

import type { Steps } from "../work/slices.ts";
import { interned } from "./interned.ts";
import type { Located } from "./located.ts";

export type Language = "yaml" | "json" | "python" | "toml" | "shell";

/** What a file holds: a document of a language, or what is read as one. */
export type Format = Language | "notebook" | "gin";

/** A half-open stretch of the document, in UTF-16 code units from its start (a byte-order mark is cut off before reading). */
export interface Span {
	readonly start: number;
	readonly end: number;
	/** The neighbouring file that it lies in; absent for the document itself. */
	readonly file?: string;
}

/**
 * How a value is written.
 *
 * `plain`: an unquoted YAML scalar, whose meaning depends on the loader; `quoted`: a string in quotes; `block`: a YAML
 * block scalar; `number` and `constant` (true, false, null): literals of JSON and Python; `name`: a dotted Python name;
 * `expression`: anything else of Python, with `value` set when it is constant arithmetic.
 */
export type ScalarForm = "plain" | "quoted" | "block" | "number" | "constant" | "name" | "expression";

export type ScalarValue = number | string | boolean | null | undefined;

/** One value as it stands in the document. */
export interface Scalar {
	/** Where it stands, quotes included, anchors and tags not. */
	readonly span: Span;
	/** Its source text, quotes included. */
	readonly text: string;
	/** Where the value of an option stands in it, where one string holds both: `"--lr=0.1"`. */
	readonly inner?: Span;
	readonly form: ScalarForm;
	/** The number, string, truth value or null that it denotes to the most lenient loader; undefined where it has no constant value. */
	readonly value: ScalarValue;
	/** An explicit YAML tag, such as `!!float` or `!ref`. */
	readonly tag?: string;
}

/** A name bound to a value, or a positional argument or list item (`name` is then empty). */
export interface Assignment {
	readonly name: string;
	/** Where the name stands; undefined for list items and positional arguments. */
	readonly nameSpan: Span | undefined;
	/** Names from the outside in; list items by their index. */
	readonly path: readonly string[];
	readonly value: Scalar;
	readonly scope: Scope;
	/** A default that a flag or parameter declares (`add_argument("--lr", default=…)`, `def f(lr=…)`) or a shell script's variable, not a value given. */
	readonly declared?: boolean | undefined;
	/** Where the literal stands that this value is taken from (`lr=LR`, a YAML alias, `${a.b}`): the end of the chain. `value.value` is then the literal's. */
	readonly refersTo?: Assignment | undefined;
}

/** The value as it stands where it was written out: the assignment's own, or the one that it is taken from. */
export const literalOf = (assignment: Assignment): Scalar => (assignment.refersTo ?? assignment).value;

/** A `command` is a program that a shell runs, with its options; a `sweep` is a list of which each item is tried in turn. */
export type ScopeKind = "document" | "mapping" | "sequence" | "sweep" | "call" | "command" | "function" | "class";

/** A place that holds assignments: a mapping, a list, a call's arguments, a class or function, a whole document. */
export interface Scope {
	readonly kind: ScopeKind;
	/** The key or variable the scope is bound to (empty when none). */
	readonly name: string;
	readonly nameSpan: Span | undefined;
	/** The dotted name of what is called or run (`tools.train` for `tools/train.py`), or the name of the class or function. */
	readonly callee?: string | undefined;
	/** Of a document that stands in a text of another language: its own language. */
	readonly language?: Language | undefined;
	readonly span: Span;
	readonly path: readonly string[];
	readonly parent: Scope | undefined;
	readonly assignments: Assignment[];
	readonly children: Scope[];
}

/** What hangs under a name or in a list. */
export type Held = Assignment | Scope;

export const isScope = (held: Held): held is Scope => "assignments" in held;

export interface Comment {
	readonly span: Span;
	/** The text after the comment sign, trimmed. */
	readonly text: string;
}

/** A compound statement of a script, which says how often and when what stands in it is done. */
export interface Block {
	readonly kind: "for" | "while" | "if";
	readonly span: Span;
	/** Source text of what a `for` runs over. */
	readonly over?: string;
}

/** Where a text that was taken out of a file stands there. */
export interface Origin {
	/** The stretch of the file that holds a stretch of the text. */
	locate(span: Span): Span;
	/** A text as the file would hold it. */
	encode(text: string): string;
}

/** A text that a command reads as its input. */
export interface HereDocument {
	readonly body: Located;
	/** The file that it is written to, or else the program that reads it. */
	readonly target: string;
}

/** Everything read from one text. */
export interface ReadDocument {
	readonly language: Language;
	readonly text: string;
	/** Where the text stands in the file; undefined where it is the file's own. */
	readonly origin?: Origin;
	/** Where the cells of a notebook stand in the text; there are none elsewhere. */
	readonly cells?: readonly Span[];
	/** One scope for each document of a YAML stream, one for all other languages; and one for each command, whatever it stands in. */
	readonly documents: readonly Scope[];
	readonly comments: readonly Comment[];
	/** Dotted names a script imports (`torch.optim`, `transformers.Trainer`); empty for all other languages. */
	readonly imports: readonly string[];
	/** Loops and conditions of a script, the outer before the inner; none for YAML and JSON. */
	readonly blocks?: readonly Block[];
	/** What a script or a notebook hands to programs as texts, or writes to files. */
	readonly hereDocuments?: readonly HereDocument[];
	/** What was left unread, and why, in words for a log. */
	readonly skipped: readonly string[];
	/** Of the scopes right below the root those in which a text of another language may stand; undefined where all may hold one. */
	readonly holders?: ReadonlySet<Scope>;
	/** Reads a later version of the text, which costs what was edited where a reader can keep the rest. */
	readonly again?: (later: string) => Steps<ReadDocument>;
}

export type Reader = (text: string) => Steps<ReadDocument>;

/**
 * Makes a child scope and hangs it below its parent. Like assignments, all scopes have the same members, whether there is
 * something in them or not: what walks through thousands of them is quicker by half when they are of one shape.
 */
export function openScope(
	kind: ScopeKind,
	parent: Scope | undefined,
	at: { name?: string; nameSpan?: Span | undefined; callee?: string | undefined; span: Span; pathSegment?: string },
): Scope {
	const name = interned(at.name ?? "");
	const segment = at.pathSegment ?? name;
	const path = parent ? (segment === "" ? parent.path : [...parent.path, segment]) : [];
	const scope: Scope = {
		kind,
		name,
		nameSpan: at.nameSpan,
		callee: at.callee,
		language: undefined,
		span: at.span,
		path,
		parent,
		assignments: [],
		children: [],
	};
	parent?.children.push(scope);
	return scope;
}

/** Adds a value to a scope. `pathSegment` names it in the key path where it has no name of its own. */
export function assign(
	scope: Scope,
	value: Scalar,
	at: { name?: string; nameSpan?: Span | undefined; pathSegment?: string; declared?: boolean; refersTo?: Assignment },
): Assignment {
	const name = interned(at.name ?? "");
	const segment = at.pathSegment ?? name;
	const assignment: Assignment = {
		name,
		nameSpan: at.nameSpan,
		path: segment === "" ? scope.path : [...scope.path, segment],
		value,
		scope,
		declared: at.declared,
		refersTo: undefined,
	};
	if (at.refersTo) refer(assignment, at.refersTo);
	scope.assignments.push(assignment);
	return assignment;
}

/** Says where a value is taken from, once that is known: readers meet a use before they know all of its name's assignments. */
export function refer(assignment: Assignment, to: Assignment): void {
	const literal = to.refersTo ?? to;
	const value: Scalar = { ...assignment.value, value: literal.value.value };
	Object.assign(assignment, { value, refersTo: literal });
}

/** A scope and all below it. Neither by recursion nor by spreading: a list may have hundreds of thousands of items. */
export function* scopesIn(root: Scope): Generator<Scope> {
	const pending = [root];
	for (let scope = pending.pop(); scope; scope = pending.pop()) {
		yield scope;
		for (const child of scope.children) pending.push(child);
	}
}
