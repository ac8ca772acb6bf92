import * as assert from "assert";
import { parquetWriteBuffer } from "hyparquet-writer";
import { featuresAmong, likelyTarget } from "../../src/core/data/columns.ts";
import { dataNamedIn, placesFor, targetsNamedIn } from "../../src/core/data/named.ts";
import { RecordCounter } from "../../src/core/data/records.ts";
import { type DataSource, UnreadableData, type Watcher } from "../../src/core/data/source.ts";
import { readTable } from "../../src/core/data/table.ts";
import { read } from "../../src/core/read/index.ts";
import type { Language } from "../../src/core/read/model.ts";

const WITHOUT_END: Watcher = { isCancelled: false, onProgress: () => {} };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A file in memory, which says what was read of it. */
function source(name: string, bytes: Uint8Array): DataSource & { readonly reads: [number, number][] } {
	const reads: [number, number][] = [];
	const readPiece: DataSource["read"] = (offset, length) => {
		reads.push([offset, length]);
		return Promise.resolve(bytes.subarray(offset, offset + length));
	};
	return { name, size: bytes.length, read: readPiece, reads };
}

async function shapeOf(name: string, content: string | Uint8Array): Promise<[readonly string[], number | undefined]> {
	const table = await readTable(source(name, typeof content === "string" ? bytesOf(content) : content));
	return [table.columns, (await table.count(WITHOUT_END))?.rows];
}

/** A table of so many bytes, which are made as they are read. */
function endless(size: number, record: string): DataSource {
	const header = bytesOf("a,b\n");
	const repeated = bytesOf(record);
	const byteAt = (at: number): number => header[at] ?? repeated[(at - header.length) % repeated.length] ?? 0;
	const readPiece: DataSource["read"] = (offset, length) =>
		Promise.resolve(Uint8Array.from({ length: Math.min(length, size - offset) }, (_, i) => byteAt(offset + i)));
	return { name: "large.csv", size, read: readPiece };
}

suite("data files", () => {
	const tables: readonly [name: string, content: string, columns: string[], rows: number][] = [
		["a.csv", "x,y\n1,2\n3,4\n", ["x", "y"], 2],
		["no line break at the end.csv", "x,y\n1,2\n3,4", ["x", "y"], 2],
		["crlf.csv", "x,y\r\n1,2\r\n3,4\r\n", ["x", "y"], 2],
		["cr.csv", "x,y\r1,2\r3,4\r", ["x", "y"], 2],
		["empty lines.csv", "\n\nx,y\n\n1,2\n\n\n", ["x", "y"], 1],
		["a line break in quotes.csv", 'x,"y\nz"\n1,"two\nlines"\n2,"a ""quote"", and\r\nmore"\n', ["x", "y\nz"], 2],
		["a quote inside a field.csv", 'x,y\n5" pipe,1\n6" pipe,2\n', ["x", "y"], 2],
		["a mark at the start.csv", "\uFEFFx,y\n1,2\n", ["x", "y"], 1],
		["semicolons.csv", "x;y;z\n1,5;2;3\n", ["x", "y", "z"], 1],
		["pipes.csv", "x|y\n1|2\n", ["x", "y"], 1],
		["tabs.tsv", "x, first\ty, second\n1\t2\n", ["x, first", "y, second"], 1],
		["one column.csv", "text\nhello\nworld\n", ["text"], 2],
		["no header.csv", "5.1,3.5,0\n4.9,3.0,0\n", ["column 1", "column 2", "column 3"], 2],
		["no header, a label in words.csv", "5.1,3.5,setosa\n4.9,3.0,setosa\n", ["column 1", "column 2", "column 3"], 2],
		["no header, whole numbers.csv", "39, private, 13\n50, state, 9\n", ["column 1", "column 2", "column 3"], 2],
		["names that count upwards.csv", "0,1,2,label\n5,3,1,a\n", ["0", "1", "2", "label"], 1],
		["an index.csv", ",x,y\n0,1,2\n", ["", "x", "y"], 1],
		["letters.csv", "größe,色\n1,赤\n", ["größe", "色"], 1],
		["only a header.csv", "x,y\n", ["x", "y"], 0],
		["a.jsonl", '{"prompt": "a, \\"b", "answer": 1}\n{"prompt": "b"}\n\n{"prompt": "c"}', ["prompt", "answer"], 3],
		["a.ndjson", '{"x": 1}\r\n{"x": 2}\r\n', ["x"], 2],
	];
	for (const [name, content, columns, rows] of tables) {
		test(`columns and rows: ${name}`, async () => assert.deepEqual(await shapeOf(name, content), [columns, rows]));
	}

	test("rows are the same wherever a file is cut into pieces", () => {
		const content = bytesOf('a,"b\r\n""c""",d\r\n\r\n"",x"y,\n  \n"last"');
		for (const delimiter of [",".charCodeAt(0), undefined]) {
			const whole = new RecordCounter(delimiter);
			whole.take(content);
			for (let cut = 0; cut <= content.length; cut++) {
				const parts = new RecordCounter(delimiter);
				parts.take(content.subarray(0, cut));
				parts.take(content.subarray(cut));
				assert.equal(parts.count, whole.count, `cut at ${cut}`);
			}
			assert.equal(whole.count, delimiter === undefined ? 4 : 3);
		}
	});

	test("Parquet tells columns and rows by its footer, and nothing else is read", async () => {
		const values = Array.from({ length: 50_000 }, (_, i) => i / 7);
		const buffer = parquetWriteBuffer({
			columnData: ["width", "height", "label"].map((name) => ({ name, data: values, type: "DOUBLE" as const })),
		});
		const file = source("train.parquet", new Uint8Array(buffer));
		const { columns, rows } = await readTable(file);
		assert.deepEqual([columns, rows], [["width", "height", "label"], 50_000]);
		const bytes = file.reads.reduce((sum, [, length]) => sum + length, 0);
		assert.ok(file.size > 500_000 && bytes < 2_000, `${bytes} of ${file.size} bytes were read`);
	});

	test("a nested column of Parquet is one", async () => {
		const buffer = parquetWriteBuffer({
			schema: [
				{ name: "root", num_children: 2 },
				{ name: "point", num_children: 2, repetition_type: "REQUIRED" },
				{ name: "x", type: "INT32", repetition_type: "REQUIRED" },
				{ name: "y", type: "INT32", repetition_type: "REQUIRED" },
				{ name: "label", type: "INT32", repetition_type: "REQUIRED" },
			],
			columnData: [
				{ name: "point", data: [{ x: 1, y: 2 }] },
				{ name: "label", data: [3] },
			],
		});
		assert.deepEqual(await shapeOf("a.parquet", new Uint8Array(buffer)), [["point", "label"], 1]);
	});

	const broken: readonly [name: string, content: string | Uint8Array, problem: string][] = [
		["empty.csv", "", "data-empty"],
		["blank.csv", "\n\n", "data-empty"],
		["utf-16.csv", new Uint8Array([0xff, 0xfe, 0x78, 0, 0x2c, 0]), "data-not-text"],
		["list.jsonl", "[1, 2]\n", "data-not-json-lines"],
		["pretty.jsonl", '{\n  "a": 1\n}\n', "data-not-json-lines"],
		["short.parquet", "PAR1", "data-not-parquet"],
		["other.parquet", "this is another file", "data-not-parquet"],
		["cut.parquet", new Uint8Array([1, 2, 3, 4, 4, 0, 0, 0, 80, 65, 82, 49]), "data-not-parquet"],
		["long.parquet", new Uint8Array([255, 255, 255, 255, 80, 65, 82, 49]), "data-not-parquet"],
		// A schema without columns, and no number of rows.
		["no rows.parquet", new Uint8Array([0x29, 0x0c, 0, 3, 0, 0, 0, 80, 65, 82, 49]), "data-not-parquet"],
		["model.bin", "x", "data-unknown"],
	];
	for (const [name, content, problem] of broken) {
		test(`is told what is wrong with it: ${name}`, async () => {
			await assert.rejects(
				shapeOf(name, content),
				(error: unknown) => error instanceof UnreadableData && error.id === problem,
			);
		});
	}

	test("a large file is read in pieces, with progress, and its header alone costs one of them", async () => {
		const record = 'value,"another\none"\n';
		const rows = 300_000;
		const size = 4 + rows * record.length;
		const shares: number[] = [];
		let largest = 0;
		const file = endless(size, record);
		const watched: DataSource = {
			...file,
			read(offset, length) {
				largest = Math.max(largest, length);
				return file.read(offset, length);
			},
		};
		const table = await readTable(watched);
		const count = await table.count({ isCancelled: false, onProgress: (share) => shares.push(share) });
		assert.deepEqual(count, { rows, isEstimate: false });
		assert.ok(largest <= 1 << 20 && shares.length === Math.ceil(size / (1 << 20)));
		assert.deepEqual([...shares].sort(), shares);
		assert.equal(shares.at(-1), 1);
	});

	test("a count that is stopped is an estimate of the whole", async () => {
		const record = "1,2\n";
		const size = 4 + 25_000_000 * record.length;
		const table = await readTable(endless(size, record));
		let pieces = 0;
		const count = await table.count({
			get isCancelled() {
				return pieces >= 3;
			},
			onProgress: () => pieces++,
		});
		assert.equal(pieces, 3);
		assert.ok(count?.isEstimate);
		assert.equal(count.rows, 25_000_000);
		assert.equal(await table.count({ isCancelled: true, onProgress: () => {} }), undefined);
	});

	test("features are all columns but the label and row numbers", () => {
		assert.equal(likelyTarget(["a", "price", "b"], ["price"]), "price");
		assert.equal(likelyTarget(["a", "Label", "b"], ["c"]), "Label");
		assert.equal(likelyTarget(["a", "b"], []), "b");
		assert.deepEqual(featuresAmong(["", "a", "b", "y"], "y"), ["a", "b"]);
		assert.deepEqual(featuresAmong(["Unnamed: 0", "a"], undefined), ["a"]);
	});

	const named: readonly [language: Language, text: string, files: string[], targets: string[]][] = [
		["yaml", "data:\n  test_file: b.csv\n  train_file: a.csv\n  target: price\n", ["a.csv", "b.csv"], ["price"]],
		[
			"yaml",
			"data_path: [x.jsonl, y.parquet]\nlabel_column: y\ntarget_modules: all\n",
			["x.jsonl", "y.parquet"],
			["y"],
		],
		["json", '{"datasets": [{"path": "d/a.tsv"}], "model": "m.bin"}', ["d/a.tsv"], []],
		[
			"python",
			'DATA = "a.csv"\ndf = pd.read_csv(DATA)\ny = df["price"]\nX = df.drop(columns=["price"])\n',
			["a.csv"],
			["price", "price"],
		],
		["python", 'd = pd.read_parquet("a.parquet")\ny_train = d.pop("cost").values\n', ["a.parquet"], ["cost"]],
		["python", 'd = pd.read_csv("val.csv")\ne = pd.read_csv("more.csv")\n', ["more.csv", "val.csv"], []],
		["shell", "python train.py --train_file a.csv --label_column y\n", ["a.csv"], ["y"]],
	];
	for (const [language, text, files, targets] of named) {
		test(`a document names its data: ${language} ${JSON.stringify(text)}`, () => {
			const document = read(text, language);
			assert.deepEqual(
				dataNamedIn(document).map(({ written }) => written),
				files,
			);
			assert.deepEqual(targetsNamedIn(document), targets);
		});
	}

	test("a data file is looked for from the document's folder up to the workspace's", () => {
		assert.deepEqual(placesFor("data/a.csv", "/w/conf/sub", "/w"), [
			"/w/conf/sub/data/a.csv",
			"/w/conf/data/a.csv",
			"/w/data/a.csv",
		]);
		assert.deepEqual(placesFor("/w/a.csv", "/w/conf", "/w"), ["/w/a.csv"]);
		assert.deepEqual(placesFor("https://example.org/a.csv", "/w", "/w"), []);
	});
});
