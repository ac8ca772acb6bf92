/** What stands in the expressions of a Python script: calls, dictionaries, lists, and the values bound to names. */

import type { SyntaxNode, TreeCursor } from "@lezer/common";
import { phrase } from "../words/phrase.ts";
import { assign, openScope, type Scalar, type Scope, type ScopeKind, type Span } from "./model.ts";
import { blockOf } from "./python-names.ts";
import { mayGrow, type Script } from "./python-script.ts";
import { constant, insideQuotes, scalarAt } from "./python-values.ts";

/** Each level takes a few frames of the stack; CPython itself gives up at 200 brackets and 100 blocks. */
const MAX_DEPTH = 250;
const LONGEST_SEGMENT = 40;
const CASTS: ReadonlySet<string | undefined> = new Set(["float", "int", "str", "bool"]);
/** The kinds of argument that stay the same number; of text and of what is looked up nothing is known. */
const CONVERTED: ReadonlySet<string> = new Set([
	"BinaryExpression",
	"CallExpression",
	"Number",
	"UnaryExpression",
	"VariableName",
]);
/** What makes a number of another kind from a number: the argument is the value. */
const CONVERTS =
	/(?:^|\.)(?:float(?:16|32|64)?|int(?:32|64)?|tensor|as_tensor|constant|Variable|array|asarray|convert_to_tensor)$/;

/** Where a value goes: the scope it stands in and the name it is bound to there. */
export interface Place {
	readonly scope: Scope;
	readonly name: string;
	readonly nameSpan: Span | undefined;
	readonly segment: string;
	readonly declared: boolean;
	/** The next name of `a = b = 3`. */
	readonly also: Place | undefined;
}

export function place(scope: Scope, name = "", nameSpan?: Span, segment = name, declared = false, also?: Place): Place {
	return { scope, name, nameSpan, segment, declared, also };
}

/** Where a call that declares a parameter (a flag, a field, a look-up with a fallback) keeps the parameter's name and its default, which may always be given as `default=` too. */
interface Declarer {
	/** `bound`: the variable the call is bound to; `options`: the first long option; or the index of the positional argument. */
	readonly name: "bound" | "options" | number;
	/** The index of the positional argument that is the default; -1 when only `default=` is. */
	readonly value: number;
	/** It is given a value, not only a default. */
	readonly given?: true;
}

const FIELD: Declarer = { name: "bound", value: 0 };
const OPTION: Declarer = { name: "options", value: -1 };
const LOOKUP: Declarer = { name: 0, value: 1 };

const BY_NAME = new Map<string, Declarer>([
	// dataclasses, pydantic, attrs, typer, transformers, simple-parsing
	["field", FIELD],
	["Field", FIELD],
	["ib", FIELD],
	["attrib", FIELD],
	["choice", { name: "bound", value: -1 }],
	["Option", FIELD],
	["Argument", FIELD],
	["HfArg", FIELD],
	// argparse, optparse, click
	["add_argument", OPTION],
	["add_option", OPTION],
	["option", OPTION],
	["argument", OPTION],
	["setattr", { name: 1, value: 2, given: true }],
	["add_hparam", { name: 0, value: 1, given: true }],
	["set_hparam", { name: 0, value: 1, given: true }],
	["getattr", { name: 1, value: 2 }],
	["getenv", LOOKUP],
]);
const METHODS = new Map<string, Declarer>([
	["get", LOOKUP],
	["pop", LOOKUP],
	["setdefault", LOOKUP],
]);

function declarerOf(callee: string): Declarer | undefined {
	const last = lastPart(callee);
	// absl and TensorFlow: DEFINE_float, DEFINE_integer …
	if (last.startsWith("DEFINE_")) return LOOKUP;
	return BY_NAME.get(last) ?? (last.length < callee.length ? METHODS.get(last) : undefined);
}

/** `AdamW` of `torch.optim.AdamW`. */
export function lastPart(dotted: string): string {
	return dotted.slice(dotted.lastIndexOf(".") + 1);
}

/** One pass over the tree. Every method reads the node at the cursor and leaves the cursor there. */
export abstract class Expressions {
	private depth = 0;
	protected readonly text: string;

	constructor(
		protected readonly at: TreeCursor,
		protected readonly script: Script,
	) {
		this.text = script.text;
	}

	/** Reads the node at the cursor if it is of a kind that is read for itself. */
	protected abstract dispatch(scope: Scope): boolean;

	/** Reads all that stands below the node, without recursion for what opens no scope. */
	children(scope: Scope): void {
		const { at } = this;
		if (!at.firstChild()) return;
		for (let level = 1; level > 0; ) {
			if (!this.dispatch(scope) && at.firstChild()) {
				level++;
				continue;
			}
			while (level > 0 && !at.nextSibling()) {
				at.parent();
				level--;
			}
		}
	}

	comment(): void {
		const span = this.span();
		this.script.comments.push({ span, text: this.text.slice(span.start + 1, span.end).trim() });
	}

	/** Reads the value at the cursor into its place. */
	protected value(to: Place): void {
		this.deeper(() => {
			switch (this.at.name) {
				case "ParenthesizedExpression":
				case "AwaitExpression":
					return this.each((kind) => (/^(?:[(*)\u26a0]|await)$/.test(kind) ? this.visit(to.scope) : this.value(to)));
				case "ConditionalExpression":
					return this.arms(to);
				case "BinaryExpression":
					if (this.isChoice()) return this.arms(to);
					break;
				case "NamedExpression":
					return this.walrus(to.scope, to);
				case "DictionaryExpression":
				case "DictionaryComprehensionExpression":
					return this.dictionary(to);
				case "ArrayExpression":
				case "TupleExpression":
				case "SetExpression":
					return this.sequence(to);
				case "LambdaExpression":
					return this.lambda(to);
				case "CallExpression":
					if (DIGIT.test(this.text[this.at.from] ?? "")) return this.numberAndCall(to);
					if (constant(this.at, this.text) === undefined && !CAST.test(this.written(LONGEST_FORMULA))) {
						this.call(to);
						return;
					}
			}
			const value = scalarAt(this.at, this.text);
			this.put(value, to, isFormula(value) ? this.at.node : undefined);
			if (this.at.name !== "CallExpression") this.children(to.scope);
		});
	}

	/** A comma is missing: `lr=1e-3 ⏎ f(x)` looks like a call of the number. */
	private numberAndCall(to: Place): void {
		let depth = 0;
		while (this.at.name !== "Number" && this.at.firstChild()) depth++;
		this.put(scalarAt(this.at, this.text), to);
		while (depth-- > 0) this.at.parent();
		this.call(place(to.scope));
	}

	/** `given or default`. */
	private isChoice(): boolean {
		let found = false;
		this.each((kind) => {
			found ||= kind === "or";
		}, false);
		return found;
	}

	/** `a if condition else b`, `a or b`: what may be the value. */
	private arms(to: Place): void {
		// A name that is given one or the other stands for neither.
		for (let at: Place | undefined = to; at; at = at.also) this.script.names.bind(at.scope, at.name);
		let condition = false;
		this.each((kind) => {
			if (kind === "if") condition = true;
			else if (kind === "else" || kind === "or") condition = false;
			else if (condition || kind === "⚠") this.visit(to.scope);
			else this.value(to);
		});
	}

	/** `name := value`, whose name belongs to the block around; `to` is where the whole stands. */
	walrus(scope: Scope, to: Place | undefined): void {
		let name: Span | undefined;
		let given = false;
		this.each((kind) => {
			if (kind === "AssignOp") given = true;
			else if (given && kind !== "⚠") this.value(chained([this.bound(blockOf(scope), name), to]) ?? place(scope));
			else if (kind === "VariableName") name = this.span();
			else this.visit(scope);
		});
	}

	lambda(to: Place): void {
		const scope = this.open("function", to, "lambda");
		this.each((part) => (part === "ParamList" ? this.parameters(scope) : this.visit(scope)));
	}

	protected parameters(scope: Scope): void {
		let name: Span | undefined;
		let given = false;
		this.each((kind) => {
			if (kind === "AssignOp") given = true;
			else if (kind === ",") given = false;
			else if (given && kind !== "⚠" && kind !== ")") this.value(this.named(scope, name, true));
			else if (kind === "VariableName") {
				name = this.span();
				this.script.names.bind(scope, this.written());
			} else this.visit(scope);
		});
	}

	sequence(to: Place, kind: ScopeKind = "sequence"): void {
		const scope = this.open(kind, to);
		let index = 0;
		let spread = false;
		this.each((kind) => {
			if (kind === ",") spread = false;
			else if (kind === "*") spread = true;
			else if (spread || /^[[\](){}\u26a0]$/.test(kind)) this.visit(scope);
			else this.value(place(scope, "", undefined, String(index)));
			if (kind === ",") index++;
		});
	}

	dictionary(to: Place): void {
		const scope = this.open("mapping", to);
		let key: Place | undefined;
		let given = false;
		let spread = false;
		this.each((kind) => {
			if (kind === ",") given = spread = false;
			else if (kind === ":") given = true;
			// What comes after `for` is no value.
			else if (kind === "**" || kind === "for" || kind === "async") spread = true;
			else if (spread || /^[{}\u26a0]$/.test(kind)) this.visit(scope);
			else if (given) {
				if (key && /\S/.test(this.text[this.at.from] ?? "")) this.value(key);
			} else {
				key = this.keyed(scope);
				this.visit(scope);
			}
		});
	}

	/** Reads a call and returns what is called. */
	call(to: Place): string {
		const span = this.span();
		let callee: string | undefined;
		this.each((kind) => {
			if (callee === undefined) callee = this.callee(to);
			else if (kind === "ArgList") {
				this.args(this.open(callee === "dict" ? "mapping" : "call", to, callee, span), to, callee);
			} else this.visit(to.scope);
		});
		return callee ?? "";
	}

	/** The dotted name at the cursor; calls on the way are read too, and `A(…).b(…).c` is shown as `A().c`. */
	private callee(to: Place): string {
		let name = "";
		if (this.at.name === "VariableName") return this.written();
		this.deeper(() => {
			if (this.at.name === "CallExpression") name = `${this.call(to).replace(/\(\).*$/, "")}()`;
			else if (this.at.name !== "MemberExpression") this.visit(to.scope);
			else {
				let first = true;
				this.each((kind) => {
					if (first) name = this.callee(to);
					else if (kind === "." || kind === "PropertyName") name += this.written();
					else if (kind === "[") name += "[]";
					else this.visit(to.scope);
					first = false;
				});
			}
		});
		return name;
	}

	/** Reads the arguments of a call of `callee` into `scope`; `to` is where the call itself stands. */
	protected args(scope: Scope, to: Place, callee: string): void {
		const declarer = declarerOf(callee);
		let declared: Place | undefined;
		if (declarer?.name === "bound" && to.name !== "") declared = { ...to, declared: true };
		const converts = to.segment !== "" && CONVERTS.test(callee);
		let index = 0;
		// A name may turn out to be a keyword, a positional argument or the subject of a comprehension.
		let pending: Scalar | undefined;
		let keyword: Place | undefined;
		let walrus = false;
		let unnamed = false;
		const positional = (kind: string): Place => {
			if (converts && index === 0 && CONVERTED.has(kind)) return to;
			return declared && declarer?.value === index ? declared : place(scope, "", undefined, String(index));
		};
		const flush = (): void => {
			if (pending) this.put(pending, positional("VariableName"));
			pending = undefined;
		};
		this.each((kind) => {
			if (kind === "(") return;
			if (kind === "," || kind === ")") {
				flush();
				if (kind === ",") index++;
				keyword = undefined;
				walrus = unnamed = false;
			} else if (kind === "for" || kind === "async") {
				unnamed = true;
				pending = undefined;
			} else if (kind === "*" || kind === "**") unnamed = true;
			else if (kind === "AssignOp" && pending) {
				walrus = this.at.to - this.at.from === 2;
				keyword = walrus ? this.bound(blockOf(scope), pending.span) : this.named(scope, pending.span);
				pending = undefined;
			} else if (unnamed || kind === "⚠") {
				// The subject of a comprehension, most likely.
				if (kind === "VariableName") this.script.names.bind(scope, this.written());
				this.visit(scope);
			} else if (keyword) {
				if (kind === "String" && this.namesParameter(keyword.name, declarer, declared))
					declared = this.declares(to, declarer);
				if (walrus) this.value(chained([positional(kind), keyword]) ?? keyword);
				else this.value(keyword.name === "default" && declared ? declared : keyword);
			} else if (kind === "VariableName") {
				flush();
				pending = scalarAt(this.at, this.text);
			} else {
				if (kind === "String" && (declarer?.name === "options" || declarer?.name === index)) {
					// The first long option names the parameter, or else the first option.
					const option = this.declares(to, declarer);
					if (!declared || (this.isLong(option) && !this.isLong(declared))) declared = option;
				}
				this.value(positional(kind));
			}
		});
		flush();
	}

	/** The parameter that the string at the cursor declares, in the scope around the call and around a cast of its result. */
	private declares(to: Place, declarer: Declarer | undefined): Place {
		let { scope } = to;
		while (scope.parent && scope.kind === "call" && CASTS.has(scope.callee)) scope = scope.parent;
		const { name, nameSpan } = this.keyed(scope);
		const bare = name.replace(/^-+/, "");
		return place(scope, bare, nameSpan, bare, declarer?.given !== true);
	}

	/** `DEFINE_float(name="lr", …)`, `add_argument("-a", dest="lr", …)`. */
	private namesParameter(keyword: string, declarer: Declarer | undefined, declared: Place | undefined): boolean {
		if (keyword === "dest") return declarer === OPTION && !(declared && this.isLong(declared));
		return keyword === "name" && declarer?.name === 0;
	}

	private isLong({ nameSpan }: Place): boolean {
		return nameSpan !== undefined && this.text.startsWith("--", nameSpan.start);
	}

	/** Opens the scope of the value at the cursor. */
	protected open(kind: ScopeKind, to: Place, callee?: string, span = this.span()): Scope {
		const { name, nameSpan, scope: parent } = to;
		const indexed = name !== "" || parent.kind === "sequence" || kind !== "call";
		const pathSegment = indexed ? to.segment : lastPart(callee ?? "");
		const scope = openScope(kind, parent, {
			name,
			nameSpan,
			span,
			pathSegment,
			...(callee === undefined ? {} : { callee }),
		});
		if (mayGrow(scope)) this.script.own(parent, to.segment, scope);
		return scope;
	}

	protected named(scope: Scope, span: Span | undefined, declared = false): Place {
		const name = span ? this.text.slice(span.start, span.end) : "";
		return place(scope, name, span, name, declared);
	}

	/** The place of a variable that is given a value. */
	protected bound(scope: Scope, span: Span | undefined): Place {
		const to = this.named(scope, span);
		this.script.names.bind(scope, to.name);
		return to;
	}

	/** `formula`: the expression, where it may be worked out once all names are known. */
	private put(value: Scalar, to: Place, formula?: SyntaxNode): void {
		for (let at: Place | undefined = to; at; at = at.also) {
			const { scope, name, nameSpan, segment, declared } = at;
			// What stands nowhere that has a name, such as what `f()` of `f().x, y = 1, 2` gets, is of no use.
			if (segment === "" && !nameSpan) continue;
			const more = declared ? { declared } : {};
			this.script.names.add(assign(scope, value, { name, nameSpan, pathSegment: segment, ...more }), formula);
		}
	}

	/** The place that the key at the cursor names; a key that is no string is only a part of the path. */
	protected keyed(scope: Scope): Place {
		const { at } = this;
		const key = at.name.endsWith("String") ? constant(at, this.text) : undefined;
		if (typeof key !== "string") return place(scope, "", undefined, this.written(LONGEST_SEGMENT));
		const { start, end } = at.name === "String" ? insideQuotes(this.written()) : { start: 0, end: at.to - at.from };
		return place(scope, key, { start: at.from + start, end: at.from + end });
	}

	protected span(): Span {
		return { start: this.at.from, end: this.at.to };
	}

	protected written(longest = Infinity): string {
		const { from, to } = this.at;
		return to - from > longest ? "" : this.text.slice(from, to);
	}

	/** Reads the node at the cursor for the sake of what stands in it. */
	visit(scope: Scope): void {
		if (!this.dispatch(scope)) this.children(scope);
	}

	/** Calls `look` at each child in turn; comments are taken on the way. */
	protected each(look: (kind: string) => void, first = true): void {
		const { at } = this;
		if (!at.firstChild()) return;
		do {
			if (at.name !== "Comment") look(at.name);
			else if (first) this.comment();
		} while (at.nextSibling());
		at.parent();
	}

	protected deeper(read: () => void): void {
		if (this.depth < MAX_DEPTH) {
			this.depth++;
			read();
			this.depth--;
		} else if (this.script.skipped.length === 0)
			this.script.skipped.push(phrase("nesting too deep to read: more than {levels} levels", { levels: MAX_DEPTH }));
	}
}

const DIGIT = /[\d.]/;
/** Arithmetic with names in it. */
const FORMULA = /^[\w\s.+\-*/%()]+$/;
const LONGEST_FORMULA = 80;
/** `int(N / 4)`, `float(LR)`: the whole is worked out. */
const CAST = /^(?:float|int)\((?!.*[A-Za-z_]\w*\.)[\w\s.+\-*/%()]+\)$/s;

const isFormula = ({ form, value, text }: Scalar): boolean =>
	form === "expression" && value === undefined && text.length <= LONGEST_FORMULA && FORMULA.test(text);

/** Several names for one value. */
export function chained(places: readonly (Place | undefined)[]): Place | undefined {
	return places.reduceRight<Place | undefined>((also, to) => (to ? { ...to, also: to.also ?? also } : also), undefined);
}
