export { ConfirmChallenge, type ConfirmChallengeOptions } from './confirm-challenge.js';
export { InteractionRenderer, type InteractionRendererOptions } from './interaction-renderer.js';
export type { Approver } from './multi-party/approver.js';
export {
  MultiPartyChallenge,
  type MultiPartyChallengeOptions,
} from './multi-party/multi-party-challenge.js';
export { QuizChallenge, type QuizChallengeOptions } from './quiz/quiz-challenge.js';
export { TeachBackChallenge, type TeachBackChallengeOptions } from './teach-back/teach-back-challenge.js';
export type { TeachBackValidator } from './teach-back/teach-back-validator.js';
