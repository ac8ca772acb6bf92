/** Loads what a document names, and what that names in turn, through a port which editor and command line implement. */

import { LineIndex } from "../lines.ts";
import { read } from "../read/index.ts";
import { languageOf } from "../read/languages.ts";
import type { ReadDocument } from "../read/model.ts";
import { concerns, mayConcern, worthALook } from "./beside.ts";
import { mayRefer, referencesOf } from "./mechanisms.ts";
import { folderOf, nameOf } from "./paths.ts";

/**
 * The world beside a document. Paths are absolute, with `/` between their parts. What lies outside of the folders that may be
 * looked at is as if it were not there.
 */
export interface Port {
	/** A file's text without its byte-order mark; undefined where it is not there, too large or no text. Never throws. */
	read(path: string): Promise<string | undefined>;
	/** The names of a folder's files; none where it is not there. Never throws. */
	list(folder: string): Promise<readonly string[]>;
}

export interface Neighbour {
	readonly path: string;
	readonly document: ReadDocument;
	readonly lines: LineIndex;
}

/** What lies around one document. */
export interface Neighbours {
	/** The document's own path. */
	readonly path: string;
	/** What was named and is there, by path. */
	readonly named: ReadonlyMap<string, Neighbour>;
	/** What nobody named: scripts and launch configs beside the document that have to do with it. */
	readonly beside: readonly Neighbour[];
	/** Every path that was looked for, there or not: a change of one of them may change what is known. */
	readonly followed: ReadonlySet<string>;
	/** What was left unread, and why, in words for a log. */
	readonly skipped: readonly string[];
}

/** A config is a thousandth of it; what is larger is data. */
export const LARGEST_NEIGHBOUR = 1_000_000;
/** Chains of configs are three or four long, and name ten or twenty files. */
const DEEPEST = 12;
const MOST_NEIGHBOURS = 100;
/** A folder with more scripts is a library of them. */
const MOST_BESIDE = 20;
/** Characters of the paths and files that are kept: some hundreds of the usual size. */
const MOST_KEPT = 1_000_000;

export class Neighbourhood {
	private readonly lists = new Map<string, Promise<readonly string[]>>();
	private readonly texts = new Map<string, Promise<string | undefined>>();
	/** In characters, since everything was forgotten: what was forgotten by itself counts on. */
	private kept = 0;
	private readonly neighbours = new Map<string, Neighbour>();

	constructor(private readonly port: Port) {}

	/** What a document names and what lies beside it; undefined where there is nothing of the kind. */
	async of(path: string, document: ReadDocument): Promise<Neighbours | undefined> {
		if (this.kept > MOST_KEPT) this.keepOnly(new Set());
		const named = new Map<string, Neighbour>();
		const followed = new Set<string>();
		const skipped: string[] = [];
		let layer = mayRefer(document.text, document.language) ? [{ path, document }] : [];
		for (let depth = 0; layer.length > 0 && depth < DEEPEST; depth++) {
			const found: Neighbour[] = [];
			for (const from of layer) {
				for (const { candidates } of referencesOf(from.document, from.path)) {
					if (candidates.some((one) => one === path || named.has(one)) || named.size >= MOST_NEIGHBOURS) continue;
					const neighbour = await this.first(candidates, followed);
					if (neighbour) {
						named.set(neighbour.path, neighbour);
						found.push(neighbour);
					} else
						skipped.push(`${nameOf(from.path)} names ${nameOf(candidates[0] ?? "a file")}, which could not be read`);
				}
			}
			layer = found;
		}
		const beside = await this.beside(path, followed);
		return followed.size === 0 ? undefined : { path, named, beside, followed, skipped };
	}

	/** After a change of a file's text. */
	forgetText(path: string): void {
		this.texts.delete(path);
		this.neighbours.delete(path);
	}

	/** After a file has come or gone, or has been changed by whoever may do both at once. */
	forget(path: string): void {
		this.lists.delete(folderOf(path));
		this.forgetText(path);
	}

	/** Forgets what lies in other folders than these. */
	keepOnly(folders: ReadonlySet<string>): void {
		for (const folder of this.lists.keys()) if (!folders.has(folder)) this.lists.delete(folder);
		for (const kept of [this.texts, this.neighbours])
			for (const path of kept.keys()) if (!folders.has(folderOf(path))) kept.delete(path);
		if (this.texts.size === 0) this.kept = 0;
	}

	private async first(candidates: readonly string[], followed: Set<string>): Promise<Neighbour | undefined> {
		for (const path of candidates) {
			followed.add(path);
			const text = await this.text(path);
			const neighbour = text === undefined ? undefined : this.read(path, text);
			if (neighbour) return neighbour;
		}
		return undefined;
	}

	private async beside(path: string, followed: Set<string>): Promise<Neighbour[]> {
		const found: Neighbour[] = [];
		const own = folderOf(path);
		for (const folder of new Set([own, folderOf(own)])) {
			const files = worthALook(folder, await this.list(folder), path);
			for (const file of files.length > MOST_BESIDE ? [] : files) {
				const text = await this.text(file);
				const neighbour = text !== undefined && mayConcern(file, text, path) && this.read(file, text);
				if (!neighbour || !concerns(neighbour.document, file, path)) continue;
				followed.add(file);
				found.push(neighbour);
			}
		}
		return found;
	}

	private list(folder: string): Promise<readonly string[]> {
		const list = this.lists.get(folder) ?? this.port.list(folder);
		this.lists.set(folder, list);
		return list;
	}

	private text(path: string): Promise<string | undefined> {
		const known = this.texts.get(path);
		if (known) return known;
		this.kept += path.length;
		const text = (languageOf(path) ? this.port.read(path) : Promise.resolve(undefined)).then((one) => {
			if (one === undefined || one.length > LARGEST_NEIGHBOUR || one.includes("\0")) return undefined;
			this.kept += one.length;
			return one;
		});
		this.texts.set(path, text);
		return text;
	}

	private read(path: string, text: string): Neighbour | undefined {
		const known = this.neighbours.get(path);
		if (known?.document.text === text) return known;
		const format = languageOf(path);
		// Configs name no notebooks, and no notebook is a library.
		if (!format || format === "notebook") return undefined;
		// Nobody types in it: what the next edit would need is not kept.
		const { again: _, ...document } = read(text, format);
		const neighbour = { path, document, lines: new LineIndex(text) };
		this.neighbours.set(path, neighbour);
		return neighbour;
	}
}
