import { DomainProfile } from '../domain-profile.js';
import data from './data-pipeline.json' with { type: 'json' };

/** Moving data: schema changes, backfills, personal data. */
export const dataPipeline: DomainProfile = /* @__PURE__ */ new DomainProfile(data);
