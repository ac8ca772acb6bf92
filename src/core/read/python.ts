/** Python scripts; half-typed ones yield every value outside the damage. */

import type { TreeCursor } from "@lezer/common";
import { parser } from "@lezer/python";
import {
	assign,
	type Comment,
	openScope,
	type Reader,
	type Scalar,
	type Scope,
	type ScopeKind,
	type Span,
} from "./model.ts";
import { declarerOf, lastPart } from "./python-declared.ts";
import { constant, insideQuotes, scalarAt } from "./python-values.ts";

/** Each level takes a few frames of the stack; CPython itself gives up at 200 brackets and 100 blocks. */
const MAX_DEPTH = 250;
const LONGEST_SEGMENT = 40;
const BLOCKS: ReadonlySet<ScopeKind> = new Set(["document", "function", "class"]);
const CASTS: ReadonlySet<string | undefined> = new Set(["float", "int", "str", "bool"]);

/** Where a value goes: the scope it stands in and the name it is bound to there. */
interface Place {
	readonly scope: Scope;
	readonly name: string;
	readonly nameSpan: Span | undefined;
	readonly segment: string;
	readonly declared: boolean;
	/** The next name of `a = b = 3`. */
	readonly also: Place | undefined;
}

function place(scope: Scope, name = "", nameSpan?: Span, segment = name, declared = false, also?: Place): Place {
	return { scope, name, nameSpan, segment, declared, also };
}

const VISITORS: Readonly<Record<string, (walk: Walk, scope: Scope) => void>> = {
	AssignStatement: (walk, scope) => walk.assignStatement(scope),
	ArrayExpression: (walk, scope) => walk.sequence(place(scope)),
	CallExpression: (walk, scope) => walk.call(place(scope)),
	ClassDefinition: (walk, scope) => walk.definition("class", scope),
	Comment: (walk) => walk.comment(),
	Decorator: (walk, scope) => walk.decorator(scope),
	DictionaryExpression: (walk, scope) => walk.dictionary(place(scope)),
	FunctionDefinition: (walk, scope) => walk.definition("function", scope),
	ImportStatement: (walk) => walk.importStatement(),
	LambdaExpression: (walk, scope) => walk.lambda(place(scope)),
	NamedExpression: (walk, scope) => walk.walrus(scope, undefined),
	SetExpression: (walk, scope) => walk.sequence(place(scope)),
	TupleExpression: (walk, scope) => walk.sequence(place(scope)),
};
const visitorOf = parser.nodeSet.types.map((type) => VISITORS[type.name]);

export const readPython: Reader = (text) => {
	const root = openScope("document", undefined, { span: { start: 0, end: text.length } });
	const comments: Comment[] = [];
	const imports: string[] = [];
	const skipped: string[] = [];
	try {
		new Walk(text, comments, imports, skipped).children(root);
	} catch (error) {
		// What was read before the stack ran out stays.
		if (!(error instanceof RangeError)) throw error;
		skipped.push("nesting too deep for the Python reader; what comes after it was not read");
	}
	return { language: "python", text, documents: [root], comments, imports, skipped };
};

/** The text with what the grammar stumbles over replaced by as many characters that it takes. */
function parseable(text: string): string {
	return (
		text
			.replace(/^\ufeff/, "\n")
			// The grammar takes `1.` for the beginning of an attribute.
			.replace(/(?<![\w.\u0080-\uffff])(\d[\d_]*)\.(?![\d_])/g, "$10")
			// A value that is still to be typed would cost all entries of a dictionary that come after it.
			.replace(/:[ \t]+(?=[,}])/g, (gap) => `:${"_".repeat(gap.length - 1)}`)
	);
}

/** One pass over the tree. Every method reads the node at the cursor and leaves the cursor there. */
class Walk {
	private readonly at: TreeCursor;
	private depth = 0;
	/** The scopes that `a.b.c = …` made or may add to, by their name, below the scope they stand in. */
	private readonly owners = new Map<Scope, Map<string, Scope>>();

	constructor(
		private readonly text: string,
		private readonly comments: Comment[],
		private readonly imports: string[],
		private readonly skipped: string[],
	) {
		this.at = parser.parse(parseable(text)).cursor();
	}

	/** Reads all that stands below the node, without recursion for what opens no scope. */
	children(scope: Scope): void {
		const { at } = this;
		if (!at.firstChild()) return;
		for (let level = 1; level > 0; ) {
			const visitor = visitorOf[at.type.id];
			if (visitor) this.deeper(() => visitor(this, scope));
			else if (at.firstChild()) {
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
		this.comments.push({ span, text: this.text.slice(span.start + 1, span.end).trim() });
	}

	importStatement(): void {
		let module = "";
		let name = "";
		let from = false;
		let renamed = false;
		const add = (): void => {
			if (name !== "") this.imports.push(module === "" || module.endsWith(".") ? module + name : `${module}.${name}`);
			name = "";
			renamed = false;
		};
		this.each((kind) => {
			if (kind === "from") from = true;
			else if (kind === "import" && from) {
				module = name;
				name = "";
			} else if (kind === "as") renamed = true;
			else if (kind === ",") add();
			else if (!renamed && kind !== "import" && kind !== "(" && kind !== ")" && kind !== "⚠") name += this.written();
		});
		add();
	}

	definition(kind: "function" | "class", outer: Scope): void {
		const span = this.span();
		let scope: Scope | undefined;
		this.each((part) => {
			if (part === "VariableName" && !scope) {
				const name = this.written();
				scope = openScope(kind, outer, { name, nameSpan: this.span(), callee: name, span });
			} else if (part === "ParamList") this.parameters(scope ?? outer);
			else if (part === "ArgList") this.args(scope ?? outer, place(outer), "");
			else this.visit(scope ?? outer);
		});
	}

	lambda(to: Place): void {
		const scope = this.open("function", to, "lambda");
		this.each((part) => (part === "ParamList" ? this.parameters(scope) : this.visit(scope)));
	}

	private parameters(scope: Scope): void {
		let name: Span | undefined;
		let given = false;
		this.each((kind) => {
			if (kind === "AssignOp") given = true;
			else if (kind === ",") given = false;
			else if (given && kind !== "⚠" && kind !== ")") this.value(this.named(scope, name, true));
			else if (kind === "VariableName") name = this.span();
			else this.visit(scope);
		});
	}

	decorator(scope: Scope): void {
		let callee = "";
		const span = this.span();
		this.each((kind) => {
			if (kind === "VariableName" || kind === ".") callee += this.written();
			else if (kind === "ArgList") {
				this.args(openScope("call", scope, { callee, span, pathSegment: lastPart(callee) }), place(scope), callee);
			} else this.visit(scope);
		});
	}

	assignStatement(scope: Scope): void {
		// The last `=` divides targets from values; until it is found, `b` of `a = b = 3` may be either.
		let divide = -1;
		let values = 0;
		this.each((kind) => {
			if (kind === "AssignOp") {
				divide = this.at.from;
				values = 0;
			} else if (kind !== "⚠") values++;
		}, false);
		const groups: Place[][] = [];
		let group: Place[][] = [];
		let paired: Place[][] = [];
		let items: Scope | undefined;
		let index = 0;
		this.each((kind) => {
			if (kind === "AssignOp") {
				// Of `a, (b, c) = …` only `a` is paired.
				groups.push(group.length === 1 ? group.flat() : group.map((to) => (to.length === 1 && to[0]) || place(scope)));
				group = [];
				paired = groups.filter(({ length }) => length > 1 && length === Math.ceil(values / 2));
			} else if (this.at.from < divide) {
				if (kind === ",") return;
				if (kind === "*") group.push([place(scope)]);
				else if (kind === "TypeDef" || kind === "⚠") this.visit(scope);
				else group.push(this.targets(scope));
			} else if (divide < 0 || kind === "⚠" || kind === "*") this.visit(scope);
			else if (values === 1) this.unpacked(scope, groups);
			else if (kind !== ",") {
				if (paired.length === 0)
					items ??= this.open("sequence", (groups[0]?.length === 1 && groups[0][0]) || place(scope));
				this.value(
					items ? place(items, "", undefined, String(index)) : (chained(paired.map((to) => to[index])) ?? place(scope)),
				);
				index++;
			}
		});
	}

	/** One value for all targets: shared by `a = b = 3`, taken apart by `(a, b) = (1, 2)`. */
	private unpacked(scope: Scope, groups: readonly (readonly Place[])[]): void {
		const several = groups.find((targets) => targets.length > 1);
		if (!several) {
			this.value(chained(groups.map((targets) => targets[0])) ?? place(scope));
			return;
		}
		const { name } = this.at;
		let count = 0;
		if (name === "TupleExpression" || name === "ArrayExpression") {
			this.each((kind) => {
				if (!/^[[\](),⚠]$/.test(kind)) count++;
			}, false);
		}
		if (count !== several.length) {
			this.visit(scope);
			return;
		}
		let index = 0;
		this.each((kind) => {
			if (/^[[\](),⚠]$/.test(kind)) this.visit(scope);
			else this.value(several[index++] ?? place(scope));
		});
	}

	private targets(scope: Scope): Place[] {
		const kind = this.at.name;
		if (kind === "VariableName") return [this.named(scope, this.span())];
		if (kind === "MemberExpression") return [this.member(scope)];
		if (kind !== "ParenthesizedExpression" && kind !== "TupleExpression" && kind !== "ArrayExpression") {
			this.visit(scope);
			return [place(scope)];
		}
		const found: Place[] = [];
		this.each((part) => {
			if (part === "VariableName") found.push(this.named(scope, this.span()));
			else if (part === "MemberExpression") found.push(this.member(scope));
			else if (/^[[\](),⚠]$/.test(part)) this.visit(scope);
			else {
				this.visit(scope);
				found.push(place(scope));
			}
		});
		return found;
	}

	/** The place that `a.b` or `a["b"]` at the cursor names: `b` in the scope `a`. */
	private member(scope: Scope): Place {
		let owner: Scope | undefined;
		let found: Place | undefined;
		this.each((kind) => {
			if (!owner) owner = this.owner(scope);
			else if (kind === "PropertyName") found = this.named(owner, this.span());
			else if (kind === "[" || kind === "]" || kind === ".") return;
			else if (kind === "String") found = this.keyed(owner);
			else {
				found ??= place(owner, "", undefined, this.written(LONGEST_SEGMENT));
				this.visit(scope);
			}
		});
		return found ?? place(owner ?? scope);
	}

	/** The scope of the attributes and items of the expression at the cursor. */
	private owner(scope: Scope): Scope {
		const { name } = this.at;
		const span = this.span();
		let to: Place | undefined;
		if (name === "VariableName") to = this.named(scope, span);
		else if (name === "MemberExpression") this.deeper(() => (to = this.member(scope)));
		else this.visit(scope);
		if (!to || to.segment === "") return to?.scope ?? scope;
		const known = this.owners.get(to.scope)?.get(to.segment);
		if (known) return known;
		const { nameSpan, segment } = to;
		return this.own(to.scope, segment, openScope("mapping", to.scope, { name: segment, nameSpan, span }));
	}

	private own(parent: Scope, name: string, scope: Scope): Scope {
		const siblings = this.owners.get(parent) ?? new Map<string, Scope>();
		this.owners.set(parent, siblings.set(name, scope));
		return scope;
	}

	/** `name := value`, whose name belongs to the block around; `to` is where the whole stands. */
	walrus(scope: Scope, to: Place | undefined): void {
		let name: Span | undefined;
		let given = false;
		this.each((kind) => {
			if (kind === "AssignOp") given = true;
			else if (given && kind !== "⚠") this.value(chained([to, this.named(block(scope), name)]) ?? place(scope));
			else if (kind === "VariableName") name = this.span();
			else this.visit(scope);
		});
	}

	/** Reads the value at the cursor into its place. */
	private value(to: Place): void {
		this.deeper(() => {
			switch (this.at.name) {
				case "ParenthesizedExpression":
				case "AwaitExpression":
					return this.each((kind) => (/^(?:[(*)⚠]|await)$/.test(kind) ? this.visit(to.scope) : this.value(to)));
				case "ConditionalExpression":
					return this.arms(to);
				case "NamedExpression":
					return this.walrus(to.scope, to);
				case "DictionaryExpression":
					return this.dictionary(to);
				case "ArrayExpression":
				case "TupleExpression":
				case "SetExpression":
					return this.sequence(to);
				case "LambdaExpression":
					return this.lambda(to);
				case "CallExpression":
					if (constant(this.at, this.text) !== undefined) return put(scalarAt(this.at, this.text), to);
					this.call(to);
					return;
				default:
					put(scalarAt(this.at, this.text), to);
					this.children(to.scope);
			}
		});
	}

	private arms(to: Place): void {
		let condition = false;
		this.each((kind) => {
			if (kind === "if") condition = true;
			else if (kind === "else") condition = false;
			else if (condition || kind === "⚠") this.visit(to.scope);
			else this.value(to);
		});
	}

	sequence(to: Place): void {
		const scope = this.open("sequence", to);
		let index = 0;
		let spread = false;
		this.each((kind) => {
			if (kind === ",") spread = false;
			else if (kind === "*") spread = true;
			else if (spread || /^[[\](){}⚠]$/.test(kind)) this.visit(scope);
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
			else if (kind === "**") spread = true;
			else if (spread || /^[{}⚠]$/.test(kind)) this.visit(scope);
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
	private args(scope: Scope, to: Place, callee: string): void {
		const declarer = declarerOf(callee);
		let declared = declarer?.name === "bound" && to.name !== "" ? { ...to, declared: true } : undefined;
		let index = 0;
		// A name may turn out to be a keyword, a positional argument or the subject of a comprehension.
		let pending: Scalar | undefined;
		let keyword: Place | undefined;
		let walrus = false;
		let unnamed = false;
		const positional = (): Place =>
			declared && declarer?.value === index ? declared : place(scope, "", undefined, String(index));
		const flush = (): void => {
			if (pending) put(pending, positional());
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
				keyword = this.named(walrus ? block(scope) : scope, pending.span);
				pending = undefined;
			} else if (unnamed || kind === "⚠") this.visit(scope);
			else if (keyword) {
				if (kind === "String" && keyword.name === "name" && declarer?.name === 0) declared = this.declares(to);
				if (walrus) this.value(chained([positional(), keyword]) ?? keyword);
				else this.value(keyword.name === "default" && declared ? declared : keyword);
			} else if (kind === "VariableName") {
				flush();
				pending = scalarAt(this.at, this.text);
			} else {
				if (kind === "String" && (declarer?.name === "options" || declarer?.name === index)) {
					// The first long option names the parameter, or else the first option.
					const option = this.declares(to);
					if (!declared || (this.isLong(option) && !this.isLong(declared))) declared = option;
				}
				this.value(positional());
			}
		});
		flush();
	}

	/** The parameter that the string at the cursor declares, in the scope around the call and around a cast of its result. */
	private declares(to: Place): Place {
		let { scope } = to;
		while (scope.parent && scope.kind === "call" && CASTS.has(scope.callee)) scope = scope.parent;
		const { name, nameSpan } = this.keyed(scope);
		const bare = name.replace(/^-+/, "");
		return place(scope, bare, nameSpan, bare, true);
	}

	private isLong({ nameSpan }: Place): boolean {
		return nameSpan !== undefined && this.text.startsWith("--", nameSpan.start);
	}

	/** Opens the scope of the value at the cursor. */
	private open(kind: ScopeKind, to: Place, callee?: string, span = this.span()): Scope {
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
		// What is added later by `config["lr"] = …` belongs beside what the literal holds.
		if (kind === "mapping" && name !== "" && parent.kind !== "call") this.own(parent, to.segment, scope);
		return scope;
	}

	private named(scope: Scope, span: Span | undefined, declared = false): Place {
		const name = span ? this.text.slice(span.start, span.end) : "";
		return place(scope, name, span, name, declared);
	}

	/** The place that the key at the cursor names; a key that is no string is only a part of the path. */
	private keyed(scope: Scope): Place {
		const { at } = this;
		const key = at.name.endsWith("String") ? constant(at, this.text) : undefined;
		if (typeof key !== "string") return place(scope, "", undefined, this.written(LONGEST_SEGMENT));
		const { start, end } = at.name === "String" ? insideQuotes(this.written()) : { start: 0, end: at.to - at.from };
		return place(scope, key, { start: at.from + start, end: at.from + end });
	}

	private span(): Span {
		return { start: this.at.from, end: this.at.to };
	}

	private written(longest = Infinity): string {
		const { from, to } = this.at;
		return to - from > longest ? "" : this.text.slice(from, to);
	}

	/** Reads the node at the cursor for the sake of what stands in it. */
	private visit(scope: Scope): void {
		const visitor = visitorOf[this.at.type.id];
		if (visitor) this.deeper(() => visitor(this, scope));
		else this.children(scope);
	}

	/** Calls `look` at each child in turn; comments are taken on the way. */
	private each(look: (kind: string) => void, first = true): void {
		const { at } = this;
		if (!at.firstChild()) return;
		do {
			if (at.name !== "Comment") look(at.name);
			else if (first) this.comment();
		} while (at.nextSibling());
		at.parent();
	}

	private deeper(read: () => void): void {
		if (this.depth < MAX_DEPTH) {
			this.depth++;
			read();
			this.depth--;
		} else if (this.skipped.length === 0)
			this.skipped.push(`nested more than ${MAX_DEPTH} levels deep at offset ${this.at.from}`);
	}
}

function put(value: Scalar, to: Place): void {
	for (let at: Place | undefined = to; at; at = at.also) {
		const { name, nameSpan, segment } = at;
		assign(at.scope, value, { name, nameSpan, pathSegment: segment, ...(at.declared ? { declared: true } : {}) });
	}
}

/** Several names for one value. */
function chained(places: readonly (Place | undefined)[]): Place | undefined {
	return places.reduceRight<Place | undefined>((also, to) => (to ? { ...to, also: to.also ?? also } : also), undefined);
}

/** The function, class or document that a scope stands in. */
function block(scope: Scope): Scope {
	let at = scope;
	while (at.parent && !BLOCKS.has(at.kind)) at = at.parent;
	return at;
}
