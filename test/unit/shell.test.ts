// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are expansions of a shell
import * as assert from "assert";
import { analyse } from "../../src/core/linter.ts";
import { assertInStep } from "./in-step.ts";
import { readShell } from "./readers.ts";
import { shown } from "./shown.ts";

const cases: readonly [name: string, text: string, wanted: readonly string[]][] = [
	["an option and its value", "python t.py --learning_rate 5e-5\n", ["learning_rate base = 5e-5 @1:29"]],
	["an option with `=`", "python t.py --lr=5e-5\n", ["lr base = 5e-5 @1:18"]],
	["one dash", "python t.py -lr 5e-5 -bs 8\n", ["lr base = 5e-5 @1:17", "bs base = 8 @1:26"]],
	["a dotted option", "python t.py --optimizer.lr 5e-5\n", ["lr base = 5e-5 @1:28"]],
	["dashes in a name", "t --per-device-batch-size 4\n", ["per-device-batch-size per-device = 4 @1:27"]],
	["a value in quotes", "t --lr \"1e-3\" --batch-size='8'\n", ['lr base = "1e-3" @1:8', "batch-size base = '8' @1:28"]],
	["quotes around option and value", 't "--lr=1e-3"\n', ["lr base = 1e-3 @1:9"]],
	[
		"several values",
		"t --learning_rate 1e-3 1e-4 -x\n",
		["learning_rate base = 1e-3 @1:19", "learning_rate base = 1e-4 @1:24"],
	],
	["a negative value is no option", "t --lr -0.1\n", ["lr base = -0.1 @1:8"]],
	["a switch has no value", "t --learning_rate --batch_size\n", []],
	[
		"Hydra's overrides",
		"python t.py optim.lr=1e-3 +trainer.batch_size=8 ++a.b.lr=2 ~x\n",
		["lr base = 1e-3 @1:22", "batch_size base = 8 @1:47", "lr base = 2 @1:58"],
	],
	["Hydra's sweeps", "python t.py -m lr=1e-3,1e-4\n", ["lr search = 1e-3 @1:19", "lr search = 1e-4 @1:24"]],
	["a colon before the sign", "t train learning_rate:=1e-3\n", ["learning_rate base = 1e-3 @1:24"]],
	[
		"yacs' keys and values in turn",
		"python t.py --config a.yaml SOLVER.BASE_LR 0.02 SOLVER.IMS_PER_BATCH 16\n",
		["BASE_LR base = 0.02 @1:44", "IMS_PER_BATCH global = 16 @1:70"],
	],
	["lines that backslashes join", "python t.py \\\n  --x 1 \\\r\n  --lr 1e-3\n", ["lr base = 1e-3 @3:8"]],
	[
		"a comment between the lines of a command",
		"python t.py \\\n  --x \\\n  # --lr 5 \\\n  --lr 1\n",
		["lr base = 1 @4:8"],
	],
	["comments", "python t.py --lr 1 # --lr 2\n#SBATCH --lr=3\n# --lr 4\n", ["lr base = 1 @1:18"]],
	["a variable that an option uses", "LR=1e-3\npython t.py --learning_rate $LR\n", ["learning_rate base = 1e-3 @1:4"]],
	["its default", "export LR=${LR:-1e-3}\npython t.py --lr ${LR}\n", ["lr base = 1e-3 @1:17"]],
	["a default in quotes, given in turn", 'B=${3:-"16"}\nt --batch_size "$B"\n', ['batch_size base = "16" @1:8']],
	["a default that is set in passing", ': "${LR:=1e-3}"\npython t.py --lr "$LR"\n', ["lr base = 1e-3 @1:10"]],
	["a default where it is used", "python t.py --lr ${LR:-1e-3}\n", ["lr base = 1e-3 @1:24"]],
	["a chain of variables", "A=1e-3\nB=$A\nt --lr $B\n", ["lr base = 1e-3 @1:3"]],
	["a chain that ends in itself", "A=$B\nB=$A\nt --lr $B\n", []],
	[
		"a variable of several values keeps its own name",
		"LR=1\nif x; then LR=2; fi\nt --lr $LR\n",
		["LR base = 1 @1:4", "LR base = 2 @2:15"],
	],
	[
		"a default beside what an option of the script sets",
		'LR=1\ncase $1 in --lr) LR="$2";; esac\nt --lr $LR\n',
		["lr base = 1 @1:4"],
	],
	[
		"a variable for the environment",
		"export BATCH_SIZE=8\nLR=1 python t.py\n",
		["BATCH_SIZE base = 8 @1:19", "LR base = 1 @2:4"],
	],
	["a variable for what runs nothing", "LR=1 echo x\n", ["LR base = 1 @1:4"]],
	["single quotes hold no variable", "LR=1\nt --lr '$LR'\n", ["LR base = 1 @1:4"]],
	[
		"a loop",
		"for lr in 1e-3 1e-4; do\n  t --learning_rate $lr\ndone\n",
		["learning_rate search = 1e-3 @1:11", "learning_rate search = 1e-4 @1:16"],
	],
	[
		"a loop over an array",
		'A=(1 2)\nfor x in "${A[@]}"; do t --lr $x; done\n',
		["lr search = 1 @1:4", "lr search = 2 @1:6"],
	],
	[
		"an array of options",
		'ARGS=(\n  --lr 1e-3 # no\n  --bs 8\n)\npython t.py "${ARGS[@]}"\n',
		["lr base = 1e-3 @2:8", "bs base = 8 @3:8"],
	],
	[
		"a text of options",
		'A="\\\n  --lr 1e-3 \\\n"\nA+=" --bs 8"\npython t.py $A\n',
		["lr base = 1e-3 @2:8", "bs base = 8 @4:11"],
	],
	["options that no command uses", 'ARGS="--lr 1e-3 --bs 8"\n', ["lr base = 1e-3 @1:12", "bs base = 8 @1:22"]],
	["a command in a variable", 'CMD="python t.py --lr 1e-3"\neval $CMD\n', ["lr base = 1e-3 @1:23"]],
	[
		"a here-document in a variable",
		"read -r -d '' ARGS <<EOF\n  t.py --lr 1\nEOF\npython $ARGS\n",
		["lr base = 1 @2:13"],
	],
	["a command in a text", 'bash -c "cd x && python t.py --lr 1e-3"\n', ["lr base = 1e-3 @1:35"]],
	["a variable in a text", "LR=1e-3\nbash -c 'python t.py --lr $LR'\n", ["lr base = 1e-3 @1:4"]],
	["quotes in a text", 'bash -c "python t.py --lr \\"1e-3\\""\n', ['lr base = \\"1e-3\\" @1:27']],
	[
		"commands in a row",
		"cd x && t --lr 1 | tee --lr 2; (t --lr 3) & t --lr 4 > log 2>&1\n",
		["lr base = 1 @1:16", "lr base = 2 @1:29", "lr base = 3 @1:40", "lr base = 4 @1:52"],
	],
	["a function", 'train() {\n  python t.py --lr 1 "$@"\n}\n', ["lr base = 1 @2:20"]],
	[
		"arithmetic",
		"MBS=4\nt --batch-size $((MBS * 8)) --lr $((1 + 2 * 3))\n",
		["MBS micro = 4 @1:5", "batch-size base = $((MBS * 8)) @2:16"],
	],
	["what is printed or compared is no command", 'echo --lr 1\n[ "$x" = "--lr 2" ]\nprintf "%s" --lr 3\n', []],
	[
		"a here-document that writes a config",
		'cat > a.yaml <<EOF\nlr: 1e-3\nEOF\ncat <<-E >b.json\n\t{"lr": 2}\n\tE\n',
		["lr base = 1e-3 @2:5", "lr base = 2 @5:9"],
	],
	[
		"a here-document that is run",
		"sbatch <<'EOF'\npython t.py --lr 1\nEOF\nt --lr 2\n",
		["lr base = 1 @2:18", "lr base = 2 @4:8"],
	],
	[
		"a here-document that Python runs",
		"python3 -u - a <<'EOF'\nlr = 2\nEOF\npython - <<EOF\nlr = 3\nEOF\npython t.py <<EOF\nlr = 4\nEOF\n",
		["lr base = 2 @2:6", "lr base = 3 @5:6"],
	],
	[
		"a command that is run for its output",
		"J=$(sbatch t.sh --lr 1)\necho `t --lr 2`\n",
		["lr base = 1 @1:22", "lr base = 2 @2:14"],
	],
	["no command that trains", 'grep "lr=1" log\nmkdir -p lr=2\n', []],
	["a here-document of something else", "cat <<EOF\nuse --lr 1\nlr: 2\nEOF\n", []],
	["a shift in arithmetic is no here-document", "((x = 1 << 2))\nt --lr 1\n", ["lr base = 1 @2:8"]],
	["half typed", 'LR=1e-3\npython t.py --lr "${LR\nt --lr 2\n', ["LR base = 1e-3 @1:4", "lr base = 2 @3:8"]],
	["an apostrophe that nothing closes", "t --note don't --lr 1\n", ["lr base = 1 @1:21"]],
	[
		"a program that only evaluates",
		"python eval.py --batch_size 8\npython train_eval.py --batch_size 9\npython test.py --train_batch_size 7\n",
		["batch_size eval = 8 @1:29", "batch_size base = 9 @2:35", "train_batch_size base = 7 @3:35"],
	],
];

suite("reading shell scripts", () => {
	for (const [name, text, wanted] of cases)
		test(name, () => assert.deepEqual(shown(text, "shell").sort(), [...wanted].sort()));

	test("what is run, by the words before it", () => {
		const callee = (text: string): string =>
			readShell(text)
				.documents.flatMap(({ children }) => children)
				.map((scope) => scope.callee)
				.join(" ");
		assert.equal(callee("python -u ./tools/train.py --x 1"), "python tools.train");
		assert.equal(callee("CUDA_VISIBLE_DEVICES=0 python3.11 train.py --x 1"), "train");
		assert.equal(callee("torchrun --nproc_per_node 8 train.py --x 1"), "torchrun train");
		assert.equal(
			callee("python -m torch.distributed.launch --nproc_per_node=8 a/train.py --x"),
			"torch.distributed.launch a.train",
		);
		assert.equal(
			callee("accelerate launch --config_file c.yaml -m axolotl.cli.train cfg.yml --x"),
			"accelerate axolotl.cli.train",
		);
		assert.equal(callee("srun --gres=gpu:8 python train.py --x"), "srun train");
		assert.equal(callee("uv run mason.py --gpus 8 -- accelerate launch x/tune.py --x"), "uv x.tune");
		assert.equal(callee("swift sft --x 1"), "swift.sft");
		assert.equal(callee("SCRIPT=train.py\npython $SCRIPT --x"), "train");
	});

	test("launchers tell the devices", () => {
		const devices = (text: string): number | undefined =>
			analyse(`${text} train.py --lr 1`, "shell").parameters[0]?.setup.devices?.value;
		assert.equal(devices("torchrun --nproc_per_node 8"), 8);
		assert.equal(devices("torchrun --nnodes=2 --nproc-per-node=8"), 16);
		assert.equal(devices("torchrun --nnodes=$N --nproc_per_node=8"), undefined);
		assert.equal(devices("accelerate launch --num_processes 4"), 4);
	});

	test("each command has a setup of its own", () => {
		const { parameters } = analyse("t --optim sgd --lr 0.1\nt --optim adamw --lr 0.2\n", "shell");
		assert.deepEqual(
			parameters.map(({ setup, value }) => [value, setup.optimizer?.value.family]),
			[
				[0.1, "sgd"],
				[0.2, "adam"],
			],
		);
	});

	test("a variable is judged in each command that uses it, and told where it is used", () => {
		const { findings } = analyse("LR=5\nt --optim adamw --lr $LR\n", "shell");
		assert.deepEqual(
			findings.map(({ rule, parameter, related }) => [rule, parameter.span.start, related?.[0]?.span.start]),
			[["learning-rate-too-high", 3, 26]],
		);
	});

	test("time grows in step with the size, whatever the text is made of", () => {
		for (const [made, unit] of [
			["commands", "python t.py --lr 1e-3 --x $Y\n"],
			["variables", "A=$A\nt $A --lr $A\n"],
			["arrays", "A=(--lr 1)\nt ${A[@]} --b 1\n"],
			["open expansions", "${ $("],
			["open here-documents", "t <<A\n"],
			["quotes", "\"a'b`c"],
			["words", "--lr 1 "],
			["ends of options", "-- "],
			["dotted names", "a.b.c=1 "],
			["one dotted name", "a."],
			["commands in texts", "bash -c \"t --lr 1 'x'\"\n"],
			["loops", "for a in 1 2 $b; do t --lr $a; done\n"],
			["backslashes", "\\\n"],
			["commands run for their output", "a=$(t --lr 1 "],
		] as const)
			assertInStep(made, unit, readShell);
	});
});
