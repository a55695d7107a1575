/** Names of the packages that go to the registry. The list is a script's, which needs no types of its own. */
const { publishedPackages } = await import(new URL('../../scripts/published-packages.mjs', import.meta.url).href);
const found: readonly { readonly manifest: { readonly name: string } }[] = publishedPackages();

export const names: readonly string[] = found.map(({ manifest }) => manifest.name);
