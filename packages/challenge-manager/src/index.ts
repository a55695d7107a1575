export type { ManagerResolver } from './challenge/manager.js';
export {
  ManagerApprovalChallenge,
  type ManagerApprovalChallengeOptions,
} from './challenge/manager-approval-challenge.js';
export type { InboxAnswer } from './inbox/answer.js';
export { ApprovalInbox, type ApprovalInboxOptions, type InboxQuery } from './inbox/approval-inbox.js';
export type { RequestStatus } from './inbox/approval-record.js';
export {
  type ApproverNotice,
  type Deliver,
  deliverToConsole,
  deliverToFile,
  type NoticeOutput,
} from './inbox/deliver.js';
export type { InboxRequest } from './inbox/inbox-request.js';
export type { RefusalReason } from './inbox/judge-answer.js';
export type { Authenticate, Authentication, InboxDecision } from './inbox/take-answer.js';
export type { RandomBytes } from './random.js';
