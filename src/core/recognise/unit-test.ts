/** Whether a value stands in a test of code: there it is chosen to make something happen, or to be refused. */

import type { Scope } from "../read/model.ts";
import type { Parameter } from "./setup.ts";

export const isInUnitTest = ({ assignment, document }: Parameter): boolean =>
	document.importsFrom("pytest") || isOfTest(assignment.scope);

function isOfTest(from: Scope): boolean {
	for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
		const isTest =
			scope.kind === "function" ? /^test_/ : scope.kind === "class" ? /^Test[A-Z]|TestCase$|Tests?$/ : undefined;
		if (isTest?.test(scope.callee ?? "")) return true;
	}
	return false;
}
