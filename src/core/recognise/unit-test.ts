/** Whether a value stands in a test of code: there it is chosen to make something happen, or to be refused. */

import type { Scope } from "../read/model.ts";
import type { Parameter } from "./setup.ts";

export const isInUnitTest = ({ assignment, document }: Parameter): boolean =>
	TESTING.some((name) => document.importsFrom(name)) ||
	document.imports.includes("unittest") ||
	isOfTest(assignment.scope);

/** Whoever imports one of these tests in the whole file; `unittest.mock` alone also mends libraries in scripts that train. */
const TESTING = ["pytest", "absl.testing"];

function isOfTest(from: Scope): boolean {
	for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
		const isTest =
			scope.kind === "function" ? /^test_/ : scope.kind === "class" ? /^Test[A-Z]|TestCase$|Tests?$/ : undefined;
		if (isTest?.test(scope.callee ?? "")) return true;
	}
	return false;
}
