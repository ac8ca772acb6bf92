import * as assert from "assert";
import { bandOf } from "../../src/core/evidence/bands.ts";
import { drawGauge, gaugeImage, placeOn, type Scale, stretchesOf, type Theme } from "../../src/core/present/gauge.ts";
import { speak } from "../../src/core/words/phrase.ts";

const THEMES: readonly Theme[] = ["light", "dark", "high-contrast", "high-contrast-light"];
const PRACTICE = { p5: 1e-5, p25: 1e-4, median: 2e-4, p75: 3e-4, p95: 1e-3, configs: 9, repositories: 3 };
const lora: Scale = {
	stretches: stretchesOf(bandOf("llm-sft-lora/adam").learningRate),
	practice: PRACTICE,
	value: 2e-4,
};

/** The elements of a picture by their names; fails where a tag is not closed or an attribute is given twice. */
function elements(svg: string): { name: string; attributes: Record<string, string> }[] {
	const open: string[] = [];
	const found: { name: string; attributes: Record<string, string> }[] = [];
	for (const [, closing, name = "", rest = "", alone] of svg.matchAll(
		/<(\/?)(\w+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/g,
	)) {
		if (closing) {
			assert.equal(open.pop(), name);
			continue;
		}
		const pairs = [...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value] as const);
		assert.equal(new Set(pairs.map(([key]) => key)).size, pairs.length, rest);
		found.push({ name, attributes: Object.fromEntries(pairs) });
		if (!alone) open.push(name);
	}
	assert.deepEqual(open, []);
	assert.equal(
		svg
			.replace(/<[^>]*>/g, "")
			.replace(/&#\d+;/g, "")
			.match(/[<>&]/),
		null,
	);
	return found;
}

/** The contrast of two colours, as WCAG counts it. */
function contrast(a: string, b: string): number {
	const luminance = (colour: string): number =>
		[1, 3, 5]
			.map((i) => Number.parseInt(colour.slice(i, i + 2), 16) / 255)
			.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
			.reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0);
	const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

suite("gauge", () => {
	for (const theme of THEMES) {
		test(`${theme}: well-formed, ASCII, small, nothing beyond its edges`, () => {
			for (const value of [1e-30, 1e-7, 2e-4, 1, 1e30]) {
				const svg = drawGauge({ ...lora, value }, theme);
				assert.match(svg, /^[\x20-\x7e]+$/);
				assert.ok(svg.length < 4000, String(svg.length));
				const [root, ...drawn] = elements(svg);
				const [width, height] = [Number(root?.attributes.width), Number(root?.attributes.height)];
				assert.ok(width > 0 && height > 0 && drawn.length > 8);
				for (const { name, attributes } of drawn) {
					if (name === "path") continue;
					const [x, y] = [Number(attributes.x), Number(attributes.y)];
					assert.ok(x >= 0 && x <= width && y >= 0 && y <= height, JSON.stringify(attributes));
					if (name === "rect") assert.ok(x + Number(attributes.width) <= width);
				}
			}
		});

		test(`${theme}: words and marks stand out from the background`, () => {
			const paper = { light: "#ffffff", dark: "#1f1f1f", "high-contrast": "#000000", "high-contrast-light": "#ffffff" }[
				theme
			];
			const least = theme.startsWith("high") ? 7 : 4.5;
			for (const { name, attributes } of elements(drawGauge(lora, theme))) {
				const colour = name === "text" ? attributes.fill : name === "path" ? attributes.stroke : undefined;
				if (colour) assert.ok(contrast(colour, paper) >= least, `${colour} on ${paper}`);
				const filled = name === "rect" && theme.startsWith("high") ? attributes.fill : undefined;
				if (filled?.startsWith("#")) assert.ok(contrast(filled, paper) >= 3, `${filled} on ${paper}`);
			}
		});
	}

	test("a place by its logarithm, an end for what is beyond", () => {
		const low = placeOn(lora, 1e-5);
		const high = placeOn(lora, 1e-3);
		assert.ok(Math.abs(placeOn(lora, 1e-4) - (low + high) / 2) < 1e-9);
		assert.ok(low < high);
		const far = { ...lora, value: 1e30 };
		assert.equal(placeOn(far, 1e30), placeOn(far, 1e40));
		assert.ok(drawGauge(far, "dark").includes("&#8594; 1e30"));
		assert.ok(drawGauge({ ...lora, value: 1e-30 }, "dark").includes("&#8592; 1e-30"));
	});

	test("the bands where they end, the usual one the tallest", () => {
		const rects = elements(drawGauge(lora, "light"))
			.filter(({ name }) => name === "rect")
			.slice(0, 3)
			.map(({ attributes }) => attributes);
		const { lowWarn, highWarn, typicalLow, typicalHigh } = bandOf("llm-sft-lora/adam").learningRate;
		const [rare, published, usual] = rects;
		assert.equal(rare?.x, placeOn(lora, lowWarn).toFixed(1));
		assert.equal(rare?.width, (placeOn(lora, highWarn) - placeOn(lora, lowWarn)).toFixed(1));
		assert.equal(usual?.x, placeOn(lora, typicalLow).toFixed(1));
		assert.equal(usual?.width, (placeOn(lora, typicalHigh) - placeOn(lora, typicalLow)).toFixed(1));
		assert.ok(Number(usual?.height) > Number(published?.height) && Number(published?.height) > Number(rare?.height));
	});

	test("one decade has a number on its axis, fifty have no more than can be read", () => {
		const ticks = (low: number, high: number): number =>
			drawGauge({ stretches: [{ low, high, kind: "usual" }], value: low }, "dark").split('text-anchor="middle">')
				.length - 1;
		assert.ok(ticks(2, 32) >= 1);
		assert.ok(ticks(1e-30, 1e20) <= 7);
	});

	test("in Markdown, an image whose text says the same", () => {
		const [, text, data = ""] =
			/^!\[(.*)\]\(data:image\/svg\+xml;base64,([\w+/=]+)\)$/.exec(gaugeImage(lora, "dark", "so")) ?? [];
		assert.equal(text, "so");
		assert.equal(atob(data), drawGauge(lora, "dark"));
	});

	test("its words in any script", () => {
		const before = drawGauge(lora, "dark");
		try {
			speak(() => "公表例");
			const svg = drawGauge(lora, "dark");
			assert.match(svg, /^[\x20-\x7e]+$/);
			assert.equal(elements(svg).length, elements(before).length);
			assert.ok(svg.includes(">&#20844;&#34920;&#20363;<"));
			assert.ok(gaugeImage(lora, "dark", "so").startsWith("![so](data:image/svg+xml;base64,"));
		} finally {
			speak();
		}
	});
});
