/** A package that goes to the registry. */
export interface PublishedPackage {
  /** From the root: `packages/core`. */
  readonly folder: string;
  readonly manifest: { readonly name: string };
}

export function publishedPackages(): readonly PublishedPackage[];
