import type { Page } from '../../src/layout/page.js';

/** A page without colour. */
export function plainPage(width: number): Page {
  return { width, paint: (_tone, text) => text };
}
