export type { ManagerResolver } from './manager.js';
export { ManagerApprovalChallenge, type ManagerApprovalChallengeOptions } from './manager-approval-challenge.js';
export type { RandomBytes } from './random.js';
