/** The syntax of POSIX shells, Bash and Zsh, as far as it says which words a command is given and which variables are set. */

import type { Argument } from "./command-line.ts";
import { Located } from "./located.ts";
import type { HereDocument, Span } from "./model.ts";

/** A word as written; expansions stay in its text as they are. */
export interface Word extends Argument {
	readonly literal: boolean;
}

export interface Command {
	readonly words: readonly Word[];
	/** What is set for this command alone: `LR=0.1 python train.py`. */
	readonly environment: readonly Definition[];
	readonly span: Span;
}

/** `NAME=value`, `NAME+=value`, `NAME=( words )`, `for NAME in words`. */
export interface Definition {
	readonly name: string;
	readonly nameSpan: Span;
	readonly kind: "value" | "array" | "loop";
	readonly appends: boolean;
	readonly words: readonly Word[];
}

export interface ShellSyntax {
	readonly commands: readonly Command[];
	readonly definitions: readonly Definition[];
	readonly hereDocuments: readonly HereDocument[];
	readonly comments: readonly Span[];
}

/** Words that stand before a command. */
const KEYWORDS: ReadonlySet<string> = new Set(
	"if then else elif fi do done while until esac in { } ! time function case select coproc".split(" "),
);
/** Commands whose arguments are assignments. */
const DECLARING: ReadonlySet<string> = new Set(["export", "declare", "local", "readonly", "typeset"]);
const ASSIGNED = /^([A-Za-z_]\w*)(?:\[[^\]\n]*\])?(\+?)=/;
const BLANK = /[^\S\n]/;
const CONTINUATION = /\\\r?\n/y;
/** What ends a word that stands in no quotes. */
const WORD_END = /[\s;&|<>()]/;
/** Characters that mean something in a word. */
const SPECIAL = /["'\\$`\s;&|<>()]/g;
const PYTHON = /(?:^|\/)python[\d.]*$/;
const LETTERS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

export function parseShell(source: Located): ShellSyntax {
	return new Parser(source).parse();
}

/** The words of a text that is no command: what a variable holds. */
export function wordsOf(source: Located): Word[] {
	return new Parser(source).wordsUntil("");
}

class Parser {
	private at = 0;
	private readonly text: string;
	private readonly commands: { words: Word[]; environment: Definition[]; span: { start: number; end: number } }[] = [];
	private readonly definitions: Definition[] = [];
	private readonly hereDocuments: HereDocument[] = [];
	private readonly comments: Span[] = [];
	private words: Word[] = [];
	private environment: Definition[] = [];
	/** Whether the last command ended with its line: a line of options that comes next was meant to belong to it. */
	private lineEnded = false;
	/** How many brackets and here-documents were looked for to the end of the text, and had none. */
	private unclosed = 0;
	private pending: { delimiter: string; tabs: boolean }[] = [];
	/** Where output goes: the target of a here-document. */
	private output = "";
	private readonly lastQuote: Readonly<Record<string, number>>;

	constructor(private readonly source: Located) {
		this.text = source.text;
		this.lastQuote = {
			'"': this.text.lastIndexOf('"'),
			"'": this.text.lastIndexOf("'"),
			"`": this.text.lastIndexOf("`"),
		};
	}

	parse(): ShellSyntax {
		const { text } = this;
		while (this.at < text.length) {
			this.blanks();
			const char = text[this.at];
			if (char === undefined) break;
			if (char === "\n") {
				this.at++;
				this.endLine();
			} else if (char === "#") this.comment();
			else if (char === "<" || char === ">") this.redirection();
			else if (char === "&" && text[this.at + 1] === ">") this.at++;
			else if (text.startsWith("((", this.at)) this.at = this.nested(this.at + 1, "(", ")");
			else if (/[;&|()]/.test(char)) {
				// `--lr)` is a case of a `case`.
				if (char === ")") this.lineEnded = false;
				this.endCommand();
				this.lineEnded = false;
				this.at++;
			} else this.take();
		}
		this.endLine();
		const { commands, definitions, hereDocuments, comments } = this;
		return { commands, definitions, hereDocuments, comments };
	}

	private blanks(): void {
		for (;;) {
			if (BLANK.test(this.text[this.at] ?? "")) this.at++;
			else {
				CONTINUATION.lastIndex = this.at;
				const match = CONTINUATION.exec(this.text);
				if (!match) return;
				this.at += match[0].length;
			}
		}
	}

	private comment(): void {
		const start = this.at;
		const newline = this.text.indexOf("\n", start);
		this.at = newline < 0 ? this.text.length : newline;
		this.comments.push(this.source.span(start, this.at));
	}

	/** The word that begins here, or the assignment, where one may stand. */
	private take(): void {
		const start = this.at;
		const first = this.words[0]?.text.text;
		if (first === undefined || DECLARING.has(first)) {
			const assigned = ASSIGNED.exec(this.text.slice(start, start + LONGEST_NAME));
			if (assigned) {
				this.assignment(assigned[1] as string, assigned[2] === "+", assigned[0].length);
				return;
			}
		}
		const word = this.word();
		// `2>&1`
		if (/[<>]/.test(this.text[this.at] ?? "") && /^\d+$/.test(word.text.text)) return;
		if (first === undefined) {
			const name = word.text.text;
			if (name === "for" || name === "select") {
				this.loop();
				return;
			}
			if (KEYWORDS.has(name) && word.span.end - word.span.start === name.length) return;
		}
		this.words.push(word);
	}

	private assignment(name: string, appends: boolean, length: number): void {
		const nameSpan = this.source.span(this.at, this.at + name.length);
		this.at += length;
		const isArray = this.text[this.at] === "(";
		if (isArray) this.at++;
		const words = isArray ? this.wordsUntil(")") : [this.word()];
		const definition: Definition = { name, nameSpan, kind: isArray ? "array" : "value", appends, words };
		this.definitions.push(definition);
		if (this.words.length === 0) this.environment.push(definition);
	}

	private loop(): void {
		this.blanks();
		const start = this.at;
		const name = this.word().text.text;
		this.blanks();
		const isIn = /^in\s/.test(this.text.slice(this.at, this.at + 3));
		if (!/^[A-Za-z_]\w*$/.test(name) || !isIn) return;
		this.at += 2;
		const nameSpan = this.source.span(start, start + name.length);
		this.definitions.push({ name, nameSpan, kind: "loop", appends: false, words: this.wordsUntil("\n") });
	}

	/** The words of an array or a text, over as many lines as it takes, or of a list that ends with its line. */
	wordsUntil(end: ")" | "\n" | ""): Word[] {
		const words: Word[] = [];
		while (this.at < this.text.length) {
			this.blanks();
			const char = this.text[this.at] ?? "";
			if (char === end || (end === "\n" && /[;&|)]/.test(char))) {
				if (end === ")") this.at++;
				break;
			}
			if (char === "#") this.comment();
			else if (WORD_END.test(char)) this.at++;
			else words.push(this.word());
		}
		return words;
	}

	private redirection(): void {
		const { text } = this;
		const sign = /^(?:<<<|<<-?|<>|<&|>>|>&|>\||[<>]\(?)/.exec(text.slice(this.at, this.at + 3))?.[0] ?? "<";
		this.at += sign.length;
		// What a process substitution runs is a command of its own.
		if (sign.endsWith("(")) this.endCommand();
		this.blanks();
		if (WORD_END.test(text[this.at] ?? "\n")) return;
		const word = this.word().text.text;
		if (sign === "<<" || sign === "<<-") this.pending.push({ delimiter: word, tabs: sign === "<<-" });
		else if (sign === ">" || sign === ">>" || sign === ">|") this.output = word;
	}

	private endLine(): void {
		const target = this.output || this.reader();
		const { words } = this;
		this.endCommand();
		this.lineEnded = true;
		for (const { delimiter, tabs } of this.pending) {
			const body = this.hereDocument(delimiter, tabs);
			const variable = target === "read" ? words.at(-1) : undefined;
			if (body && variable) {
				// `read -r -d '' ARGS <<EOF`
				const value = { span: body.span(0, body.text.length), text: body, literal: false };
				const name = variable.text.text;
				this.definitions.push({ name, nameSpan: variable.span, kind: "value", appends: false, words: [value] });
			} else if (body) this.hereDocuments.push({ body, target });
		}
		this.pending = [];
		this.output = "";
	}

	/** The lines up to the delimiter, of which the last is passed; nothing where it is missing. */
	private hereDocument(delimiter: string, tabs: boolean): Located | undefined {
		const { text } = this;
		for (let start = this.at; start < text.length && this.unclosed < MOST_UNCLOSED; ) {
			const newline = text.indexOf("\n", start);
			const next = newline < 0 ? text.length : newline + 1;
			const line = text.slice(start, newline < 0 ? next : newline).replace(/\r$/, "");
			if ((tabs ? line.replace(/^\t+/, "") : line) === delimiter) {
				const body = this.source.slice(this.at, start);
				this.at = next;
				return body;
			}
			start = next;
		}
		this.unclosed++;
		return undefined;
	}

	/** What reads a here-document that no file takes: `tee FILE`, else the program. */
	private reader(): string {
		const words = this.words.map(({ text }) => text.text);
		const [program = ""] = words;
		const python = words.findLastIndex((word) => PYTHON.test(word));
		if (python >= 0) {
			const named = words.slice(python + 1).find((word) => !/^-\w+$/.test(word));
			// `python - <<EOF` runs the text; `python train.py <<EOF` only reads it.
			return named === undefined || named === "-" ? (words[python] ?? "") : "";
		}
		return (program === "tee" || program === "sudo" ? words.at(-1) : program) ?? "";
	}

	private endCommand(): void {
		const { environment } = this;
		const [first] = this.words;
		const last = this.words.at(-1);
		this.environment = [];
		if (!first || !last) return;
		const before = this.commands.at(-1);
		// A comment between the lines of a command ends it; who wrote it thought otherwise.
		if (this.lineEnded && before && /^--?[A-Za-z]/.test(first.text.text)) {
			before.words.push(...this.words);
			before.span.end = last.span.end;
		} else
			this.commands.push({ words: this.words, environment, span: { start: first.span.start, end: last.span.end } });
		this.words = [];
	}

	/** Reads the word that begins here. */
	word(): Word {
		const { text, source } = this;
		const start = this.at;
		const content = new Located();
		const literal = text[start] === "'";
		while (this.at < text.length) {
			SPECIAL.lastIndex = this.at;
			const next = SPECIAL.exec(text)?.index ?? text.length;
			content.take(source, this.at, next);
			this.at = next;
			const char = text[next] ?? " ";
			if (char === "\\") this.escape(content, false);
			else if (char === "$") this.dollar(content);
			else if (char === "`") this.verbatim(content, this.closing(next + 1, "`"));
			else if (char === '"' || char === "'") this.quoted(content, char);
			else break;
		}
		return { span: source.span(start, this.at), text: content, literal };
	}

	private quoted(content: Located, quote: '"' | "'"): void {
		const { text, source } = this;
		// A quote that nothing closes is still to be typed, or an apostrophe.
		if ((this.lastQuote[quote] ?? -1) <= this.at) {
			this.verbatim(content, this.at + 1);
			return;
		}
		this.at++;
		if (quote === "'") {
			const end = text.indexOf("'", this.at);
			content.take(source, this.at, end);
			this.at = end + 1;
			return;
		}
		const special = /["\\$`]/g;
		while (this.at < text.length) {
			special.lastIndex = this.at;
			const next = special.exec(text)?.index ?? text.length;
			content.take(source, this.at, next);
			this.at = next;
			const char = text[next];
			if (char === "\\") this.escape(content, true);
			else if (char === "$") this.dollar(content);
			else if (char === "`") this.verbatim(content, this.closing(next + 1, "`"));
			else {
				this.at++;
				return;
			}
		}
	}

	private escape(content: Located, inQuotes: boolean): void {
		const { text, source } = this;
		CONTINUATION.lastIndex = this.at;
		const continuation = CONTINUATION.exec(text);
		if (continuation) {
			this.at += continuation[0].length;
			return;
		}
		const next = text[this.at + 1] ?? "";
		if (inQuotes && !/["\\$`]/.test(next)) this.verbatim(content, this.at + 2);
		else {
			const { start, end } = source.span(this.at, this.at + 2);
			content.add(next, start, end - start);
			this.at += 2;
		}
	}

	/** An expansion, kept as it is written. */
	private dollar(content: Located): void {
		const { text } = this;
		const next = text[this.at + 1];
		if (next === "'") this.ansi(content);
		else if (next === "{") this.verbatim(content, this.nested(this.at + 2, "{", "}"));
		else if (next === "(") this.verbatim(content, this.nested(this.at + 2, "(", ")"));
		else this.verbatim(content, this.at + 1);
	}

	/** `$'…'`, where a backslash means what it means in C. */
	private ansi(content: Located): void {
		const { text, source } = this;
		this.at += 2;
		while (this.at < text.length && text[this.at] !== "'") {
			if (text[this.at] !== "\\") {
				this.verbatim(content, this.at + 1);
				continue;
			}
			const { start, end } = source.span(this.at, this.at + 2);
			const letter = text[this.at + 1] ?? "";
			content.add(LETTERS[letter] ?? letter, start, end - start);
			this.at += 2;
		}
		this.at++;
	}

	private verbatim(content: Located, end: number): void {
		content.take(this.source, this.at, Math.min(end, this.text.length));
		this.at = Math.min(end, this.text.length);
	}

	private closing(from: number, quote: "`"): number {
		const end = (this.lastQuote[quote] ?? -1) < from ? -1 : this.text.indexOf(quote, from);
		return end < 0 ? from : end + 1;
	}

	/** Behind the bracket that closes the one before `from`. */
	private nested(from: number, open: string, close: string): number {
		const { text } = this;
		const end = this.unclosed < MOST_UNCLOSED ? text.length : Math.min(text.length, from + SHORT_EXPANSION);
		let depth = 1;
		for (let i = from; i < end; i++) {
			const char = text[i];
			if (char === "\\") i++;
			else if (char === "'" && open === "(") i = this.pastQuote(i);
			else if (char === open) depth++;
			else if (char === close && --depth === 0) return i + 1;
		}
		this.unclosed++;
		return from;
	}

	private pastQuote(at: number): number {
		return (this.lastQuote["'"] ?? -1) > at ? this.text.indexOf("'", at + 1) : at;
	}
}

/** Longer names of variables nobody gives. */
const LONGEST_NAME = 100;
/** A script that is being typed has one open bracket or two. Each costs a look through the rest of the text. */
const MOST_UNCLOSED = 20;
const SHORT_EXPANSION = 200;
