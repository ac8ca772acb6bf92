/** The page of the Hyperparameter Map in a browser: what it shows, how it is walked with keys, what axe finds in it. */

import * as assert from "node:assert/strict";
import axe from "axe-core";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../host/browser.ts";
import { MapPage, messageOf, THEMES } from "./page.ts";

const LORA = "base_model: meta-llama/Llama-3.1-8B\nadapter: lora\noptimizer: adamw_torch\n";
const FILES = {
	"a.yaml": `${LORA}micro_batch_size: 2\ngradient_accumulation_steps: 8\nlearning_rate: 2.0e-4\n`,
	"b.yaml": `${LORA}micro_batch_size: 4\nnum_processes: 8\nlearning_rate: 1.0e-4\n`,
	"c.yaml": `${LORA}learning_rate: 0.5\n`,
	"twin.yaml": `${LORA}micro_batch_size: 4\nnum_processes: 8\nlearning_rate: 1.0e-4\n`,
	"vision/sgd.yaml": "optimizer: sgd\nlr: 0.1\nbatch_size: 256\n",
};
const MESSAGE = messageOf(FILES);
const KIND = "LoRA fine-tuning of a language model";

suite("the page of the map", () => {
	let browser: Browser;
	let map: MapPage;

	suiteSetup(async () => {
		browser = await launchBrowser();
	});
	suiteTeardown(() => browser.close());
	teardown(() => map.close());

	async function open(theme = THEMES[0] ?? "dark", width = 1200): Promise<void> {
		map = await MapPage.open(browser, theme, width);
		await map.tell(MESSAGE);
		await map.tell({ type: "looking", isLooking: false });
	}

	for (const theme of THEMES) {
		for (const width of [1200, 480]) {
			test(`axe finds nothing: ${theme}, ${width} pixels wide`, async () => {
				await open(theme, width);
				// Something is found, something is met, and its facts are shown.
				await map.walkTo("c.yaml");
				assert.deepEqual(await violations(map, ["color-contrast", "aria-required-parent", "select-name"]), []);
			});
		}

		test(`marks, rings and the focus stand out from what is behind them: ${theme}`, async () => {
			await open(theme);
			await map.walkTo("c.yaml");
			const colours = await map.page.evaluate(() => {
				const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
				const rgb = (colour: string): number[] => {
					if (!canvas) return [];
					canvas.fillStyle = colour;
					canvas.fillRect(0, 0, 1, 1);
					return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
				};
				const stroke = (selector: string): [string, number[]] => {
					const element = document.querySelector(selector);
					return [selector, rgb(element ? getComputedStyle(element).stroke : "transparent")];
				};
				return {
					ground: rgb(getComputedStyle(document.body).backgroundColor),
					strokes: ["#chart .mark.part", "#chart .mark.unknown", "#chart .ring", ".halo.focused"].map(stroke),
				};
			});
			// WCAG 1.4.11: graphics that are needed to understand the content.
			for (const [selector, colour] of colours.strokes)
				assert.ok(contrast(colour, colours.ground) >= 3, `${selector}: ${contrast(colour, colours.ground)}`);
		});
	}

	test("it asks for the setups, and shows the most frequent kind first, the others behind", async () => {
		await open();
		assert.deepEqual(await map.told(), [{ type: "ready" }]);
		assert.equal(
			await map.page.getByLabel("Kind of training", { exact: true }).locator("option:checked").textContent(),
			`${KIND} (4)`,
		);
		assert.equal(await map.count(), 4);
		assert.equal(await map.page.locator(".others .mark").count(), 1);
		assert.deepEqual(await map.rows(), ["a.yaml:6", "b.yaml:6", "c.yaml:4", "twin.yaml:6"]);
		assert.equal(await map.page.getByRole("status").textContent(), "5 setups in 5 files · 1 with findings");
		assert.equal(await map.page.locator("#chart .band.usual").count(), 2);
		assert.equal(await map.page.locator("#chart rect.cloud").count(), 1);
	});

	test("setups of the same values lie beside each other", async () => {
		await open();
		assert.equal(new Set(await map.marks()).size, 5);
	});

	test("keys go through the setups by batch and by rate, Enter opens one, Tab leaves", async () => {
		await open();
		const { keyboard } = map.page;
		await map.page.getByLabel("Kind of training", { exact: true }).focus();
		await keyboard.press("Tab");
		await keyboard.press("Tab");
		const walk = async (key: string): Promise<string> => {
			await keyboard.press(key);
			return (await map.focused()).split(";")[0]?.trim() ?? "";
		};
		assert.match(await map.focused(), /^c\.yaml:4; learning_rate: 0\.5; no batch recognised; .*; (?:Warning|Error): /);
		assert.equal(await walk("ArrowRight"), "a.yaml:6");
		assert.equal(await walk("ArrowRight"), "b.yaml:6");
		assert.equal(await walk("ArrowRight"), "twin.yaml:6");
		assert.equal(await walk("ArrowRight"), "twin.yaml:6");
		assert.equal(await walk("ArrowDown"), "b.yaml:6");
		assert.equal(await walk("ArrowUp"), "twin.yaml:6");
		assert.equal(await walk("ArrowUp"), "a.yaml:6");
		assert.equal(await walk("ArrowUp"), "c.yaml:4");
		assert.equal(await walk("End"), "twin.yaml:6");
		assert.equal(await walk("Home"), "c.yaml:4");
		assert.equal(await walk("ArrowRight"), "a.yaml:6");
		await keyboard.press("Enter");
		assert.deepEqual((await map.told()).at(-1), { type: "open", file: "file:///a.yaml", index: 0 });
		// One stop for the whole chart: then the heads of the table.
		assert.equal(await walk("Tab"), "Place");
		await keyboard.press("Shift+Tab");
		assert.match(await map.focused(), /^a\.yaml:6/);
	});

	test("facts are shown beside what has the focus or is pointed at, until Escape", async () => {
		await open();
		const tip = map.page.locator("#tip");
		await map.walkTo("a.yaml");
		const box = await map.option.boundingBox();
		await map.walkTo("b.yaml");
		assert.match((await tip.textContent()) ?? "", /b\.yaml:6.*Batch: 32 \(micro_batch_size: 4 × num_processes: 8\)/);
		const [tipBox, dotBox] = [await tip.boundingBox(), await map.option.boundingBox()];
		assert.ok(tipBox && dotBox);
		assert.ok(tipBox.y >= dotBox.y + dotBox.height || tipBox.y + tipBox.height <= dotBox.y, "it covers the setup");
		await map.page.keyboard.press("Escape");
		assert.equal(await tip.isVisible(), false);
		assert.ok(box);
		await map.page.mouse.move(box.x + box.width / 2 + 9, box.y + box.height / 2);
		assert.match((await tip.textContent()) ?? "", /a\.yaml:6.*Batch: 16 or more/);
		assert.match((await map.page.locator("tr.met th").textContent()) ?? "", /^a\.yaml:6/);
		await map.page.mouse.down();
		await map.page.mouse.up();
		assert.deepEqual((await map.told()).at(-1), { type: "open", file: "file:///a.yaml", index: 0 });
	});

	test("facts are as wide as they may be in a narrow column, wherever they stood before, and none is cut", async () => {
		await open();
		const tip = map.page.locator("#tip");
		await map.walkTo("b.yaml");
		await map.page.setViewportSize({ width: 260, height: 700 });
		const widths: number[] = [];
		for (const name of ["a.yaml", "c.yaml", "b.yaml", "a.yaml"]) {
			await map.walkTo(name);
			const box = await tip.boundingBox();
			assert.ok(box && box.y >= 0, `${name}: ${JSON.stringify(box)}`);
			widths.push(box.width);
		}
		const figure = await map.page.locator("figure").boundingBox();
		for (const width of widths) assert.ok(figure && width >= figure.width - 2, widths.join());
	});

	test("a setup that is typed moves, and keeps the focus", async () => {
		await open();
		await map.walkTo("a.yaml");
		const before = await map.option.getAttribute("transform");
		await map.tell(messageOf({ "a.yaml": FILES["a.yaml"].replace("2.0e-4", "2.0e-5") }));
		assert.notEqual(await map.option.getAttribute("transform"), before);
		assert.match(await map.focused(), /^a\.yaml:6; learning_rate: 2\.0e-5/);
		// What has gone leaves the focus to another one.
		await map.tell(messageOf({ "a.yaml": "" }));
		assert.match(await map.focused(), /^c\.yaml:4/);
		assert.equal(await map.count(), 3);
		assert.deepEqual(await map.rows(), ["b.yaml:6", "c.yaml:4", "twin.yaml:6"]);
	});

	suite("with 5,000 setups", () => {
		const many = messageOf(
			Object.fromEntries(
				Array.from({ length: 5000 }, (_, i) => [
					`run-${i}.yaml`,
					`optimizer: sgd\nlr: ${i === 4321 ? 5000 : 0.001 * (1 + (i % 50))}\nbatch_size: ${2 ** (i % 10)}\n`,
				]),
			),
		);

		setup(async () => {
			map = await MapPage.open(browser, "dark");
			await map.tell(many);
			await map.tell({ type: "looking", isLooking: false });
		});

		test("every mark is drawn, every setup can be walked to, and the page stays small", async () => {
			assert.equal((await map.marks()).length, 5000);
			assert.ok((await map.page.locator("*").count()) < 3000);
			await map.option.focus();
			await map.page.keyboard.press("End");
			assert.equal(await map.option.getAttribute("aria-posinset"), "5000");
			assert.equal(await map.count(), 5000);
			await map.page.keyboard.press("ArrowUp");
			assert.match(await map.focused(), /^run-\d+\.yaml:2; /);
			// Its row is there, and seen.
			assert.ok(await map.page.locator("tr.met").isVisible());
		});

		test("the table has the rows around what is seen, and says which of all they are", async () => {
			const table = map.page.getByRole("table");
			assert.equal(await table.getAttribute("aria-rowcount"), "5001");
			const scroller = map.page.locator("#rows");
			assert.equal((await map.rows())[0], "run-0.yaml:2");
			const height = await scroller.evaluate(({ scrollHeight }) => scrollHeight);
			// To the end in one go, and on to it with Tab.
			await scroller.evaluate((element) => {
				element.scrollTop = element.scrollHeight;
			});
			await map.page.getByRole("button", { name: "run-4999.yaml:2" }).waitFor();
			assert.equal(await map.page.locator("tbody tr[aria-rowindex]").last().getAttribute("aria-rowindex"), "5001");
			assert.equal(await scroller.evaluate(({ scrollHeight }) => scrollHeight), height);
			await map.page.getByRole("button", { name: "run-4900.yaml:2" }).focus();
			for (let i = 0; i < 99; i++) await map.page.keyboard.press("Tab");
			assert.match(await map.focused(), /^run-4999\.yaml:2/);
			// And back, further than the rows that were there.
			for (let i = 0; i < 300; i++) await map.page.keyboard.press("Shift+Tab");
			assert.match(await map.focused(), /^run-4699\.yaml:2/);
		});

		test("a setup that is typed changes its own row, and no other", async () => {
			await map.page.evaluate(() => {
				for (const row of document.querySelectorAll("#table tr[data-id]")) Object.assign(row, { isOld: row.innerHTML });
			});
			await map.tell(messageOf({ "run-7.yaml": "optimizer: sgd\nlr: 0.25\nbatch_size: 8\n" }));
			const changed = await map.page.evaluate(() =>
				[...document.querySelectorAll<HTMLElement & { isOld?: string }>("#table tr[data-id]")].flatMap((row) =>
					row.isOld === row.innerHTML ? [] : [row.textContent],
				),
			);
			assert.equal(changed.length, 1);
			assert.match(changed[0] ?? "", /run-7\.yaml:2.*0\.25/);
		});

		test("axe finds nothing", async () => {
			await map.option.focus();
			assert.deepEqual(await violations(map), []);
		});
	});

	test("the table sorts by every column, both ways, and opens a row", async () => {
		await open();
		const rate = map.page.getByRole("columnheader", { name: "Learning rate" });
		await rate.getByRole("button").press("Enter");
		assert.equal(await rate.getAttribute("aria-sort"), "ascending");
		assert.deepEqual(await map.rows(), ["b.yaml:6", "twin.yaml:6", "a.yaml:6", "c.yaml:4"]);
		await rate.getByRole("button").press("Enter");
		assert.equal(await rate.getAttribute("aria-sort"), "descending");
		assert.deepEqual(await map.rows(), ["c.yaml:4", "a.yaml:6", "b.yaml:6", "twin.yaml:6"]);
		await map.page.getByRole("columnheader", { name: "Finding" }).getByRole("button").click();
		assert.equal((await map.rows())[0], "c.yaml:4");
		await map.page.getByRole("button", { name: "a.yaml:6" }).press("Enter");
		assert.deepEqual((await map.told()).at(-1), { type: "open", file: "file:///a.yaml", index: 0 });
	});

	test("what a person chose outlives the page", async () => {
		await open();
		const kind = map.page.getByLabel("Kind of training", { exact: true });
		await kind.selectOption("SGD, kind of training unknown (1)");
		assert.deepEqual(await map.rows(), ["sgd.yaml:2 vision"]);
		await map.page.reload();
		await map.tell(MESSAGE);
		assert.deepEqual(await map.rows(), ["sgd.yaml:2 vision"]);
		await kind.selectOption("All kinds");
		assert.equal((await map.rows()).length, 5);
		assert.equal(await map.page.locator("#chart .band").count(), 0);
		assert.ok(await map.page.getByRole("columnheader", { name: "Kind of training" }).isVisible());
	});

	test("an empty workspace is said to be one; looking again is asked of the extension", async () => {
		map = await MapPage.open(browser, "dark");
		const empty = map.page.getByText("No learning rate was recognised");
		await map.tell({ type: "looking", isLooking: true });
		assert.equal(await empty.isVisible(), false);
		assert.equal(await map.page.getByRole("status").textContent(), "Looking…");
		await map.tell({ type: "looking", isLooking: false });
		assert.ok(await empty.isVisible());
		await map.page.getByRole("button", { name: "Look Again" }).click();
		assert.deepEqual((await map.told()).at(-1), { type: "look" });
	});

	test("labels of the axes never cover each other, from ten setups to batches of a million", async () => {
		await open();
		const wide = Array.from(
			{ length: 6 },
			(_, i) => `optimizer: sgd\nlr: 1.0e-${i + 1}\nbatch_size: ${10 ** (i + 1)}\n`,
		);
		await map.tell(messageOf(Object.fromEntries(wide.map((text, i) => [`wide-${i}.yaml`, text]))));
		for (const width of [1200, 700, 420]) {
			await map.page.setViewportSize({ width, height: 700 });
			await map.tell({ type: "looking", isLooking: false });
			const boxes = await map.page.locator("#chart .label").evaluateAll((labels) =>
				labels.map((label) => {
					const { left, right, top, bottom } = label.getBoundingClientRect();
					return { text: label.textContent, left, right, top, bottom };
				}),
			);
			assert.ok(boxes.length > 5);
			const overlaps = boxes.flatMap((a, i) =>
				boxes
					.slice(i + 1)
					.filter((b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)
					.map((b) => `${a.text} and ${b.text}`),
			);
			assert.deepEqual(overlaps, [], `${width} pixels`);
		}
	});
});

/** What axe finds in the page as it is, and which of these rules found nothing to look at. */
async function violations({ page }: MapPage, applied: readonly string[] = []): Promise<string[]> {
	await page.evaluate(axe.source);
	const result = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
	return [
		...result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html} ${node.failureSummary}`)),
		...applied.filter((id) => !result.passes.some((rule) => rule.id === id)),
	];
}

/** WCAG's contrast of two colours. */
function contrast(a: readonly number[], b: readonly number[]): number {
	const luminance = (colour: readonly number[]): number => {
		const [red = 0, green = 0, blue = 0] = colour.map((value) => {
			const share = value / 255;
			return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}
