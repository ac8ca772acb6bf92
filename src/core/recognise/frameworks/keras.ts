import { type Framework, keyed, onlyImporting, saying } from "./framework.ts";

export const keras: Framework = {
	id: "keras",
	label: "Keras and TensorFlow",
	recognise: (document) =>
		(saying(document, "class_name", /^(?:Adam|AdamW|SGD|RMSprop|Nadam|Adamax|Adagrad|Adadelta|Ftrl|Lion)$/) &&
			keyed(document, ["class_name", "config", "learning_rate"])) ??
		onlyImporting(document, "tensorflow", "keras", "tf_keras"),
	exponentReading: "unsure",
};
