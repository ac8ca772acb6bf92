/** Every document below test/fixtures, by its path there; put into the bundle by scripts/build.mjs, for a web worker has no files. */
declare module "fixtures" {
	const fixtures: Readonly<Record<string, string>>;
	export default fixtures;
}
