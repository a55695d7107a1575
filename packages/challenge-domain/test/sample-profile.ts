import { DomainProfile, type DomainProfileData, type DomainTemplateData } from '../src/index.js';

/** A question whose only right answer is its number in words: `answer three`. */
export function template(number: string, more: Partial<DomainTemplateData> = {}): DomainTemplateData {
  return { questionTemplate: `What is question ${number} about?`, answerHints: [`answer ${number}`], ...more };
}

/** The questions one to five, asked from `high` on. */
export const FIVE: readonly DomainTemplateData[] = ['one', 'two', 'three', 'four', 'five'].map((each) =>
  template(each),
);

/** The data of a small profile, with these fields in place of its own. */
export function profileData(more: Partial<DomainProfileData> = {}): DomainProfileData {
  return { name: 'sample', displayName: 'Sample', description: 'For tests.', templates: FIVE, ...more };
}

/** A small profile. */
export function profileOf(more: Partial<DomainProfileData> = {}): DomainProfile {
  return new DomainProfile(profileData(more));
}
