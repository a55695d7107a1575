export { ConfirmChallenge, type ConfirmChallengeOptions } from './challenges/confirm-challenge.js';
export { InteractionRenderer, type InteractionRendererOptions } from './challenges/interaction-renderer.js';
export type { Approver } from './challenges/multi-party/approver.js';
export {
  MultiPartyChallenge,
  type MultiPartyChallengeOptions,
} from './challenges/multi-party/multi-party-challenge.js';
export { QuizChallenge, type QuizChallengeOptions } from './challenges/quiz/quiz-challenge.js';
export { TeachBackChallenge, type TeachBackChallengeOptions } from './challenges/teach-back/teach-back-challenge.js';
export type { TeachBackValidator } from './challenges/teach-back/teach-back-validator.js';
export { faultOfId, resembles } from './people/identity.js';
export { faultOfRequesters, idsOfRequesters, type Requesters, requestersOf } from './people/requesters.js';
