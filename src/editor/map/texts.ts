/** What the map's page says. The page has no way to the translations of VS Code: it is handed them. */

import type { Texts } from "../../core/map/model.ts";

/** `vscode.l10n`, or what stands in for it in a test. */
interface Translator {
	t(message: string): string;
}

export const textsIn = (l10n: Translator): Texts => ({
	title: l10n.t("Hyperparameter Map"),
	kind: l10n.t("Kind of training"),
	allKinds: l10n.t("All kinds"),
	kindCount: l10n.t("{0} ({1})"),
	lookAgain: l10n.t("Look Again"),
	looking: l10n.t("Looking…"),
	count: l10n.t("{0} setups in {1} files"),
	countOne: l10n.t("1 setup"),
	findings: l10n.t("{0} with findings"),
	empty: l10n.t("No learning rate was recognised in this workspace."),
	rateAxis: l10n.t("learning rate"),
	batchAxis: l10n.t("global batch size"),
	batchUnknown: l10n.t("no batch"),
	chart: l10n.t("Setups by batch size and learning rate. Arrow keys go from one to the next, Enter opens it."),
	table: l10n.t("The setups of the map"),
	columns: {
		place: l10n.t("Place"),
		rate: l10n.t("Learning rate"),
		batch: l10n.t("Batch"),
		setup: l10n.t("Setup"),
		kind: l10n.t("Kind of training"),
		finding: l10n.t("Finding"),
	},
	severities: {
		error: l10n.t("Error"),
		warning: l10n.t("Warning"),
		information: l10n.t("Information"),
		hint: l10n.t("Hint"),
	},
	place: l10n.t("{0}:{1}"),
	placeInCell: l10n.t("{0}, cell {1}, line {2}"),
	batchPart: l10n.t("{0} or more"),
	comesTo: l10n.t("comes to {0}"),
	usual: l10n.t("usual: {0} to {1}"),
	legend: {
		global: l10n.t("global batch"),
		part: l10n.t("of one device, or devices not known"),
		unknown: l10n.t("no batch recognised"),
		found: l10n.t("with a finding"),
		usual: l10n.t("usual"),
		published: l10n.t("published"),
		practice: l10n.t("public configs"),
	},
});
