/** What stands in the statements of a Python script: assignments and their targets, definitions, imports, loops. */

import { type Block, openScope, type Scope } from "./model.ts";
import { chained, Expressions, lastPart, type Place, place } from "./python-expressions.ts";
import { parser } from "./python-parser.ts";

const LONGEST_SUBSCRIPT = 40;
const LONGEST_OVER = 200;
/** `\u26a0` is the parser's mark of damage, `⚠`: one letter beyond Latin-1 in a regular expression doubles the whole bundle in memory. */
const QUOTE = /["']/;
const TARGETS: ReadonlySet<string> = new Set(["ArrayExpression", "ParenthesizedExpression", "TupleExpression"]);
const LISTS: ReadonlySet<string> = new Set(["ArrayExpression", "TupleExpression"]);
const PUNCTUATION = /^[[\](),\u26a0]$/;

const VISITORS: Readonly<Record<string, (walk: Statements, scope: Scope) => void>> = {
	AssignStatement: (walk, scope) => walk.assignStatement(scope),
	ArrayExpression: (walk, scope) => walk.sequence(place(scope)),
	CallExpression: (walk, scope) => walk.call(place(scope)),
	ClassDefinition: (walk, scope) => walk.definition("class", scope),
	Comment: (walk) => walk.comment(),
	Decorator: (walk, scope) => walk.decorator(scope),
	DictionaryComprehensionExpression: (walk, scope) => walk.dictionary(place(scope)),
	DictionaryExpression: (walk, scope) => walk.dictionary(place(scope)),
	FunctionDefinition: (walk, scope) => walk.definition("function", scope),
	ForStatement: (walk, scope) => walk.block("for", scope),
	IfStatement: (walk, scope) => walk.block("if", scope),
	ImportStatement: (walk, scope) => walk.importStatement(scope),
	LambdaExpression: (walk, scope) => walk.lambda(place(scope)),
	NamedExpression: (walk, scope) => walk.walrus(scope, undefined),
	ScopeStatement: (walk, scope) => walk.scopeStatement(scope),
	SetExpression: (walk, scope) => walk.sequence(place(scope)),
	TupleExpression: (walk, scope) => walk.sequence(place(scope)),
	WhileStatement: (walk, scope) => walk.block("while", scope),
};
const visitorOf = parser.nodeSet.types.map((type) => VISITORS[type.name]);

/** Statements and clauses that bind names without an `=`: between which of their words the names stand. */
const BINDERS: Readonly<Record<string, readonly [after: string, before: string]>> = {
	ArrayComprehensionExpression: ["for", "in"],
	AsPattern: ["as", ""],
	CapturePattern: ["", ""],
	ComprehensionExpression: ["for", "in"],
	DeleteStatement: ["del", ""],
	DictionaryComprehensionExpression: ["for", "in"],
	ForStatement: ["for", "in"],
	SetComprehensionExpression: ["for", "in"],
	TryStatement: ["as", ""],
	UpdateStatement: ["", "UpdateOp"],
	WithStatement: ["as", ","],
};
const binderOf = parser.nodeSet.types.map((type) => BINDERS[type.name]);

export class Statements extends Expressions {
	protected override dispatch(scope: Scope): boolean {
		const binder = binderOf[this.at.type.id];
		if (binder) this.bindsBetween(...binder, scope);
		const visitor = visitorOf[this.at.type.id];
		if (visitor) this.deeper(() => visitor(this, scope));
		return visitor !== undefined;
	}

	private bindsBetween(after: string, before: string, scope: Scope): void {
		let binds = after === "";
		this.each((kind) => {
			if (kind === after) binds = true;
			else if (kind === before) binds = false;
			else if (binds) this.binds(scope);
		}, false);
	}

	/** Notes the names of a target: `a`, `(a, [b, *c])`. */
	private binds(scope: Scope): void {
		if (this.at.name === "VariableName") this.script.names.bind(scope, this.written());
		else if (TARGETS.has(this.at.name)) this.deeper(() => this.each(() => this.binds(scope), false));
	}

	scopeStatement(scope: Scope): void {
		this.each((kind) => {
			if (kind === "VariableName") this.script.names.bindAround(scope, this.written());
		});
	}

	importStatement(scope: Scope): void {
		let module = "";
		let name = "";
		let from = false;
		let renamed = false;
		const add = (): void => {
			if (name !== "")
				this.script.imports.push(module === "" || module.endsWith(".") ? module + name : `${module}.${name}`);
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
			else if (kind !== "import" && !PUNCTUATION.test(kind)) {
				if (kind === "VariableName") this.script.names.bind(scope, this.written());
				if (!renamed) name += this.written();
			}
		});
		add();
	}

	/** Notes the statement and reads what stands in it. */
	block(kind: Block["kind"], scope: Scope): void {
		let over: string | undefined;
		let after = false;
		this.each((part) => {
			if (after) over ??= this.written(LONGEST_OVER);
			else after = part === "in";
		}, false);
		this.script.blocks.push({ kind, span: this.span(), ...(over === undefined ? {} : { over }) });
		if (kind === "for") this.loop(scope);
		else this.children(scope);
	}

	/** `for lr in [0.1, 0.01]:` tries one value after the other. */
	private loop(scope: Scope): void {
		let target: Place | undefined;
		let targets = 0;
		let inside = false;
		this.each((part) => {
			if (part === "in") inside = true;
			else if (!inside && part === "VariableName") {
				targets++;
				target = this.named(scope, this.span());
			}
			if (inside && targets === 1 && target && LISTS.has(part)) {
				this.sequence(target, "sweep");
				target = undefined;
			} else this.visit(scope);
		});
	}

	definition(kind: "function" | "class", outer: Scope): void {
		const span = this.span();
		let scope: Scope | undefined;
		this.each((part) => {
			if (part === "VariableName" && !scope) {
				const name = this.written();
				this.script.names.bind(outer, name);
				scope = openScope(kind, outer, { name, nameSpan: this.span(), callee: name, span });
			} else if (part === "ParamList") this.parameters(scope ?? outer);
			else if (part === "ArgList") this.args(scope ?? outer, place(outer), "");
			else this.visit(scope ?? outer);
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
		if (QUOTE.test(this.text[this.at.from] ?? "")) {
			this.looseEntry(scope);
			return;
		}
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
				if (this.at.from === divide)
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

	/** `"lr": 1e-3` by itself: what is left of a dictionary in which a comma is missing. */
	private looseEntry(scope: Scope): void {
		let key: Place | undefined;
		this.each((kind) => {
			if (kind === "String") key = this.keyed(scope);
			else if (kind !== "TypeDef") this.visit(scope);
			else this.each((part) => (part === ":" ? undefined : key ? this.value(key) : this.visit(scope)));
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
				if (!PUNCTUATION.test(kind)) count++;
			}, false);
		}
		if (count !== several.length) {
			this.visit(scope);
			return;
		}
		let index = 0;
		this.each((kind) => {
			if (PUNCTUATION.test(kind)) this.visit(scope);
			else this.value(several[index++] ?? place(scope));
		});
	}

	private targets(scope: Scope): Place[] {
		const kind = this.at.name;
		if (kind === "VariableName") return [this.bound(scope, this.span())];
		if (kind === "MemberExpression") return [this.member(scope)];
		if (!TARGETS.has(kind)) {
			this.visit(scope);
			return [place(scope)];
		}
		const found: Place[] = [];
		this.each((part) => {
			if (part === "VariableName") found.push(this.bound(scope, this.span()));
			else if (part === "MemberExpression") found.push(this.member(scope));
			else if (PUNCTUATION.test(part)) this.visit(scope);
			else {
				this.binds(scope);
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
				found ??= place(owner, "", undefined, this.written(LONGEST_SUBSCRIPT));
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
		return this.script.ownerOf(to.scope, to.segment, { nameSpan: to.nameSpan, span });
	}
}
