// Everything that the core says of every file of the given folders, one line a file; identity oracle.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { analyse, languageOf } from "./src/core/linter.ts";
const out: string[] = [];
const shape = (a: any) => ({ s: a.skipped, p: a.parameters.map((p: any) => [p.parameter, p.role, p.name, p.span, p.editSpan, p.text, p.value, p.keyPath, Object.entries(p.setup).map(([k, v]: any) => [k, v.because, v.span, typeof v.value === "object" ? (v.value.id ?? v.value) : v.value])]),
 f: a.findings.map((f: any) => [f.rule, f.severity, f.message, f.parameter.span, f.fixes, f.related]), c: a.comments.length });
for (const root of process.argv.slice(3)) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((e) => e.isFile() && languageOf(e.name)).map((e) => `${e.parentPath}/${e.name}`).sort();
  for (const f of files) { const t = readFileSync(f, "utf8"); if (t.length > 2e6) continue; const profile = "auto" as const; out.push(`${f} ${JSON.stringify(shape(analyse(t, languageOf(f)!, { profile, rules: {}, facts: {} })))}`); }
}
writeFileSync(process.argv[2]!, out.join("\n"));
console.log(out.length, "files");
