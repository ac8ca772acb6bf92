/** What "Suggest Hyperparameters" asks: only what was not recognised, and only where it changes the answer. */

import * as vscode from "vscode";
import { featuresAmong, likelyTarget } from "../core/data/columns.ts";
import { UnreadableData } from "../core/data/source.ts";
import { DATA_EXTENSIONS, type RowCount } from "../core/data/table.ts";
import { say } from "../core/present/messages.ts";
import { nameOptimizer, nameRegime } from "../core/present/names.ts";
import { isLanguageModel } from "../core/recognise/cell.ts";
import type { Regime, Setup } from "../core/recognise/facts.ts";
import type { Profile } from "../core/rules/rule.ts";
import type { Change } from "../core/suggest/plan.ts";
import type { Answers, Counted } from "../core/suggest/suggest.ts";
import { countRows, type DataFile, openData } from "./data-files.ts";
import { BACK, type Choice, type Frame, LEFT, pick, type Step, type Turned, type } from "./steps.ts";

const OPTIMIZERS = [
	"adamw",
	"adam",
	"sgd",
	"rmsprop",
	"adagrad",
	"adafactor",
	"lion",
	"muon",
	"lamb",
	"lars",
	"prodigy",
	"ftrl",
];
const REGIMES: readonly Regime[] = [
	"lora",
	"full-finetune",
	"pretrain",
	"preference",
	"preference-lora",
	"rl",
	"rl-lora",
];

/** What is known while it is asked. */
export interface Draft {
	readonly answers: Answers;
	/** Where the number of features comes from; undefined before it was asked. */
	readonly data?: DataFile | "typed" | "none";
	/** The rows of a file; undefined where none was picked. */
	readonly rows?: RowCount | undefined;
	/** What is to be written: the last answer. */
	readonly changes?: readonly Change[];
}

/** What the questions are about. */
export interface Subjects {
	readonly setups: readonly Setup[];
	/** Data files that the document names, and the columns that it may mean as label. */
	readonly files: readonly vscode.Uri[];
	readonly targets: readonly string[];
	readonly profile: Profile;
}

/** Answers of a workspace, from one time to the next. */
export class Remembered {
	constructor(private readonly state: vscode.Memento) {}

	get(question: Question): string | undefined {
		return this.all()[question];
	}

	/** Undefined: the person does not know. */
	async set(question: Question, answer: string | undefined): Promise<void> {
		await this.state.update(KEY, { ...this.all(), [question]: answer });
	}

	private all(): Partial<Record<Question, string>> {
		return this.state.get(KEY, {});
	}
}

const KEY = "hplint.suggest";
type Question = "optimizer" | "regime" | "data" | "target" | "features";

export function questionsFor(subjects: Subjects, remembered: Remembered): (draft: Draft) => Step<Draft>[] {
	const { setups, files, targets, profile } = subjects;
	const optimizer = choosing(
		"optimizer",
		vscode.l10n.t("Which optimizer trains the model?"),
		OPTIMIZERS,
		nameOptimizer,
	);
	const regime = choosing("regime", vscode.l10n.t("What is trained?"), REGIMES, (name) => capital(nameRegime(name)));
	return ({ answers, data }) => {
		const steps: Step<Draft>[] = [];
		if (setups.every((setup) => !setup.optimizer && !setup.linearModel)) steps.push(optimizer);
		if (setups.every((setup) => !setup.regime && isLanguageModel(setup))) steps.push(regime);
		const areFeaturesWanted = setups.some((setup) => featuresMatter(setup, answers, profile));
		if (files.length > 0 || areFeaturesWanted) steps.push(askData);
		if (data === "typed") steps.push(askFeatures);
		else if (typeof data === "object" && areFeaturesWanted) steps.push(askTarget);
		return steps;
	};

	/** A question with a way to say that one does not know. */
	function choosing<T extends string>(
		question: "optimizer" | "regime",
		placeholder: string,
		values: readonly T[],
		name: (value: T) => string,
	): Step<Draft> {
		return async (draft, frame) => {
			const items: Choice<T | undefined>[] = [
				{ label: vscode.l10n.t("I don't know"), value: undefined },
				...values.map((value) => ({ label: name(value), value })),
			];
			const known = remembered.get(question);
			const picked = await pick(frame, placeholder, items, (value) => value === known);
			if (isTurned(picked)) return picked;
			await remembered.set(question, picked);
			const { [question]: _, ...others } = draft.answers;
			return { ...draft, answers: picked === undefined ? others : { ...others, [question]: picked } };
		};
	}

	async function askData(draft: Draft, frame: Frame): Promise<Draft | Turned> {
		const known = remembered.get("data");
		const last = known?.includes(":") ? vscode.Uri.parse(known) : undefined;
		const isNamed = files.some((file) => file.toString() === known);
		// What the document names stands before what was answered for another.
		const usual = isNamed || files.length === 0 ? known : files[0]?.toString();
		const isTable = setups.some(({ linearModel }) => linearModel);
		for (;;) {
			const items = Promise.all([...files, ...(last && !isNamed ? [last] : [])].map(fileItem)).then((all) => [
				...all.filter((one) => one !== undefined),
				...(isTable ? [...TABLES, NO_TABLE] : [NO_TABLE, ...TABLES]),
			]);
			const placeholder = vscode.l10n.t("Which data is the model trained on? Its columns and rows are counted.");
			const picked = await pick<DataFile | "choose" | "typed" | "none">(frame, placeholder, items, (value) =>
				typeof value === "string" ? value === usual : value.uri.toString() === usual,
			);
			if (isTurned(picked)) return picked;
			if (picked === "typed" || picked === "none") {
				await remembered.set("data", picked);
				return { ...draft, data: picked };
			}
			const file = picked === "choose" ? await chooseFile() : picked;
			if (!file) continue;
			await remembered.set("data", file.uri.toString());
			const rows = await countRows(file);
			const examples = rows && { value: rows.rows, because: sayRows(rows, file) };
			return { answers: { ...draft.answers, ...(examples && { examples }) }, data: file, rows };
		}
	}

	async function askTarget(draft: Draft, frame: Frame): Promise<Draft | Turned> {
		if (typeof draft.data !== "object") return draft;
		const { table, source } = draft.data;
		const { columns } = table;
		const known = remembered.get("target");
		// What the config says stands before what was answered the last time, and that before a guess.
		const usual = likelyTarget(
			columns,
			columns.some((one) => targets.includes(one)) ? targets : known === undefined ? [] : [known],
		);
		const items: Choice<string | undefined>[] = [
			...columns.map((column) => ({
				label: column === "" ? vscode.l10n.t("(no name)") : column,
				...(targets.includes(column) && { description: vscode.l10n.t("named in the config") }),
				value: column,
			})),
			{ label: vscode.l10n.t("None: every column is a feature"), value: undefined },
		];
		const placeholder = vscode.l10n.t("Which column of {0} is the label?", source.name);
		const picked = await pick(frame, placeholder, items, (value) => value === usual);
		if (isTurned(picked)) return picked;
		await remembered.set("target", picked);
		const { length } = featuresAmong(columns, picked);
		const features = {
			value: Math.max(length, 1),
			because: vscode.l10n.t("{0} feature columns of {1}", shown(length), source.name),
		};
		return { ...draft, answers: { ...draft.answers, features } };
	}

	async function askFeatures(draft: Draft, frame: Frame): Promise<Draft | Turned> {
		const known = remembered.get("features") ?? "";
		const prompt = vscode.l10n.t("How many features does a row have?");
		const typed = await type(frame, prompt, known, (text) =>
			/^[1-9]\d{0,14}$/.test(text) ? undefined : vscode.l10n.t("A whole number of 1 or more."),
		);
		if (isTurned(typed)) return typed;
		await remembered.set("features", typed);
		const features: Counted = { value: Number(typed), because: vscode.l10n.t("{0} features, your answer", typed) };
		return { ...draft, answers: { ...draft.answers, features } };
	}
}

/** Optimizers that take plain steps, for which a number of features bounds the rate. */
const PLAIN: ReadonlySet<string | undefined> = new Set([undefined, "sgd", "ftrl"]);

/** A number of features matters to the rule of thumb alone: for a linear model, and for one of which no more is known than plain steps. */
function featuresMatter(setup: Setup, answers: Answers, profile: Profile): boolean {
	if (setup.features) return false;
	if (profile === "article" || setup.linearModel) return true;
	const optimizer = setup.optimizer?.value.name ?? answers.optimizer;
	return !setup.task && !isLanguageModel(setup) && PLAIN.has(optimizer);
}

const TABLES: readonly Choice<"choose" | "typed">[] = [
	{
		label: vscode.l10n.t("Choose a data file..."),
		detail: vscode.l10n.t("CSV, TSV, JSON Lines or Parquet"),
		value: "choose",
	},
	{ label: vscode.l10n.t("Type the number of features..."), value: "typed" },
];
const NO_TABLE: Choice<"none"> = { label: vscode.l10n.t("Not trained on a table, or not known"), value: "none" };

/** A file with what its beginning or its end says; undefined where it is not readable. */
async function fileItem(uri: vscode.Uri): Promise<Choice<DataFile> | undefined> {
	try {
		const file = await openData(uri);
		const { columns, rows } = file.table;
		const known = [
			vscode.l10n.t("{0} columns", shown(columns.length)),
			...(rows === undefined ? [] : [vscode.l10n.t("{0} rows", shown(rows))]),
		];
		return { label: file.source.name, description: [...known, showSize(file.source.size)].join(", "), value: file };
	} catch {
		return undefined;
	}
}

/** The file that the person picks in the system's own dialog; undefined when they think better of it, or it cannot be read. */
async function chooseFile(): Promise<DataFile | undefined> {
	const [uri] =
		(await vscode.window.showOpenDialog({ filters: { [vscode.l10n.t("Data")]: [...DATA_EXTENSIONS] } })) ?? [];
	if (!uri) return undefined;
	try {
		return await openData(uri);
	} catch (error) {
		const id = error instanceof UnreadableData ? error.id : "data-not-read";
		void vscode.window.showWarningMessage(say({ id, params: { file: vscode.workspace.asRelativePath(uri) } }));
		return undefined;
	}
}

/** What was counted in a file: `data/train.csv: 12 feature columns, about 3,000,000 rows`; undefined where nothing was. */
export function sayCounted({ answers: { features }, data, rows }: Draft): string | undefined {
	if (typeof data !== "object") return undefined;
	const known = [
		features && vscode.l10n.t("{0} feature columns", shown(features.value)),
		rows &&
			(rows.isEstimate
				? vscode.l10n.t("about {0} rows", shown(rows.rows))
				: vscode.l10n.t("{0} rows", shown(rows.rows))),
	];
	return `${data.source.name}: ${known.filter((one) => one !== undefined).join(", ")}`;
}

const sayRows = ({ rows, isEstimate }: RowCount, { source }: DataFile): string =>
	isEstimate
		? vscode.l10n.t("about {0} rows of {1}, estimated", shown(rows), source.name)
		: vscode.l10n.t("{0} rows of {1}", shown(rows), source.name);

const shown = (count: number): string => count.toLocaleString("en");

const showSize = (bytes: number): string =>
	bytes < 1e3
		? vscode.l10n.t("{0} bytes", bytes)
		: bytes < 1e6
			? `${Math.round(bytes / 1e3)} KB`
			: `${(bytes / 1e6).toPrecision(3)} MB`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isTurned = (answer: unknown): answer is Turned => answer === BACK || answer === LEFT;
