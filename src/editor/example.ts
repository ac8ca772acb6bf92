/** An unsaved config with something to find in it, for whoever wants to see before opening a config of their own. */

import * as vscode from "vscode";

const EXAMPLE = `model_name_or_path: meta-llama/Llama-3.1-8B
optim: adamw_torch
learning_rate: 0.05
per_device_train_batch_size: 4
gradient_accumulation_steps: 4
use_peft: true
lora_r: 16
`;

export function registerExample(): vscode.Disposable {
	return vscode.commands.registerCommand("hplint.openExample", async () => {
		const document = await vscode.workspace.openTextDocument({ language: "yaml", content: EXAMPLE });
		await vscode.window.showTextDocument(document);
	});
}
