/** The only registry of the ways in which a document names other files. */

import type { Language, ReadDocument } from "../read/model.ts";
import { bases } from "./bases.ts";
import { commands } from "./commands.ts";
import { deepspeed } from "./deepspeed.ts";
import { hydraDefaults } from "./hydra-defaults.ts";
import { loadedConfigs } from "./loaded-configs.ts";
import type { Mechanism, Reference } from "./mechanism.ts";
import { readBase } from "./read-base.ts";

const MECHANISMS: readonly Mechanism[] = [bases, readBase, hydraDefaults, deepspeed, loadedConfigs, commands];

const mechanismsOf = (text: string, language: Language): Mechanism[] =>
	MECHANISMS.filter(({ languages, mayRefer }) => languages.includes(language) && mayRefer.test(text));

export const mayRefer = (text: string, language: Language): boolean => mechanismsOf(text, language).length > 0;

export const referencesOf = (document: ReadDocument, path: string): Reference[] =>
	mechanismsOf(document.text, document.language)
		.flatMap((one) => one.references(document, path))
		.slice(0, MOST_REFERENCES);

/** A config names ten or twenty files; what names more is a list of files. */
const MOST_REFERENCES = 200;
