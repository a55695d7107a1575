import schema from '../domain-profile.schema.json' with { type: 'json' };

/**
 * JSON Schema (draft 7) of a profile, also shipped as `domain-profile.schema.json` for editors. What it accepts may still
 * break a rule that spans several fields; `new DomainProfile` checks them all.
 */
export const domainProfileSchema: Readonly<Record<string, unknown>> = schema;
