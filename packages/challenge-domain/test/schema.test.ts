import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { dataPipeline } from '../src/profiles/data-pipeline.js';
import { devops } from '../src/profiles/devops.js';
import { domainProfileSchema } from '../src/schema.js';
import { BAD_PROFILES } from './bad-profiles.js';
import { profileData } from './sample-profile.js';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const isValid = new Ajv({ strict: true, strictRequired: false }).compile(domainProfileSchema);

describe('the JSON Schema agrees with the validator', () => {
  it('is the file that is shipped for editors', () => {
    expect(domainProfileSchema).toEqual(read('../domain-profile.schema.json'));
  });

  it('on the two profiles, as files and as loaded', () => {
    for (const name of ['devops', 'data-pipeline'])
      expect(isValid(read(`../src/profiles/${name}.json`)), JSON.stringify(isValid.errors)).toBe(true);
    for (const profile of [devops, dataPipeline])
      expect(isValid(JSON.parse(JSON.stringify(profile))), JSON.stringify(isValid.errors)).toBe(true);
  });

  it('on a small profile, and one without questions', () => {
    expect(isValid(profileData())).toBe(true);
    expect(isValid(profileData({ templates: [] }))).toBe(true);
  });

  it.each(BAD_PROFILES.filter(({ isSeenBySchema }) => isSeenBySchema))('refuses: $place $rule', ({ data }) => {
    expect(isValid(data)).toBe(false);
  });

  it.each(BAD_PROFILES.filter(({ isSeenBySchema }) => !isSeenBySchema))(
    'leaves to the validator: $place $rule',
    ({ data }) => {
      expect(isValid(data)).toBe(true);
    },
  );
});
