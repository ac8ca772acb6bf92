/** The language of what people read: English as it is written, which is also the key to the other languages. */

export type Params = Readonly<Record<string, string | number>>;
/** Says an English text, with values for its placeholders in braces. */
export type Phrasebook = (english: string, params: Params) => string;

/** A placeholder without a value stays as it stands, so that a slip shows. */
const inEnglish: Phrasebook = (english, params) =>
	english.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));

let phrasebook = inEnglish;

/** From now on everything is said as this phrasebook says it; without one, in English. */
export function speak(as: Phrasebook = inEnglish): void {
	phrasebook = as;
}

/** A text in the language that is spoken. Texts are literals, so that they can be found and translated. */
export const phrase = (english: string, params: Params = {}): string => phrasebook(english, params);
