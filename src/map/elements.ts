/** Makes elements. */

type Attributes = Readonly<Record<string, string | number>>;

const SVG = "http://www.w3.org/2000/svg";

export function svg(name: string, attributes: Attributes = {}, ...inside: readonly (Node | string)[]): SVGElement {
	return filledIn(document.createElementNS(SVG, name) as SVGElement, attributes, inside);
}

export function html<K extends keyof HTMLElementTagNameMap>(
	name: K,
	attributes: Attributes = {},
	...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
	return filledIn(document.createElement(name), attributes, inside);
}

function filledIn<E extends Element>(element: E, attributes: Attributes, inside: readonly (Node | string)[]): E {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
	element.append(...inside);
	return element;
}

/**
 * Makes these all that a parent holds, in their order. What is there already stays untouched: to take an element out costs its
 * layout, and the focus if it has it.
 */
export function hold(parent: Element, elements: Iterable<Element>): void {
	const kept = new Set(elements);
	for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
	let next = parent.firstElementChild;
	for (const element of kept) {
		if (element === next) next = element.nextElementSibling;
		else parent.insertBefore(element, next);
	}
}

/** An element of the page that is there from the beginning. */
export function byId<E extends Element>(id: string): E {
	const element = document.querySelector<E>(`#${id}`);
	if (!element) throw new Error(`the page has no #${id}`);
	return element;
}
