import { DomainProfile } from '../domain-profile.js';
import data from './devops.json' with { type: 'json' };

/** Running software: clusters, databases, DNS, secrets, deployments. */
export const devops: DomainProfile = /* @__PURE__ */ new DomainProfile(data);
