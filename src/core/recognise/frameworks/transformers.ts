import { calling, type Framework, importing, paired } from "./framework.ts";

const TRAINERS = ["TrainingArguments", "Trainer", "Seq2SeqTrainingArguments", "Seq2SeqTrainer"];

/** A script decides how its YAML is read: `HfArgumentParser` leaves text as text, others do not (E7.6). */
export const transformers: Framework = {
	id: "transformers",
	label: "Hugging Face Transformers",
	recognise: (document) =>
		paired(
			document,
			"per_device_train_batch_size",
			"learning_rate",
			"num_train_epochs",
			"gradient_accumulation_steps",
			"output_dir",
		) ??
		importing(document, ...TRAINERS.map((name) => `transformers.${name}`)) ??
		(document.importsFrom("transformers") ? calling(document, ...TRAINERS) : undefined),
	exponentReading: "unsure",
	defaultOptimizer: "adamw",
	batchMustBeWhole: true,
};
