export { canonicalize } from './action/canonical-form.js';
export {
  type ArgumentLeaf,
  type DescribedCall,
  describeAction,
  describeArguments,
  hiddenPaths,
  hiddenWarning,
  hiddenWords,
} from './action/description.js';
export { createClock } from './clock/system-clock.js';
export { deadlineIn, remaining, type Settled, type WaitBounds, within } from './clock/within.js';
export { createChallengeResult, isPersonId } from './decision/challenge-result.js';
export { invalid } from './decision/errors.js';
export { ignoreRejection, quietly } from './internal/foreign.js';
export { type OptionRule, option, readOptions, rule } from './internal/options.js';
export { drawInteger, type RandomInteger, secureInteger, shuffled } from './internal/random.js';
export { faultOfId, resembles } from './people/identity.js';
export { faultOfRequesters, idsOfRequesters, type Requesters, requestersOf } from './people/requesters.js';
export type { AskedQuestion } from './ports/audit-log.js';
export { isChallenge } from './ports/challenge-protocol.js';
export type {
  ActionNotice,
  Answer,
  Choice,
  ConfirmQuestion,
  MessageNotice,
  Notice,
  Question,
  QuestionBase,
  SecretQuestion,
  SelectQuestion,
  TextQuestion,
  WaitingNotice,
} from './ports/interaction.js';
export type { OpenOptions, Screen } from './ports/renderer.js';
export type { StateEntry, StateListOptions, Versioned } from './ports/state-store.js';
export { callDependency, type DependencyBounds, type DependencyCall } from './presentation/call-dependency.js';
export { type FaultPart, reportFault } from './presentation/faults.js';
export {
  CHALLENGE_RULE,
  type InnerCall,
  type InnerChallenge,
  type InnerResult,
  presentInner,
  readChallenge,
} from './presentation/inner-challenge.js';
export { type InnerPlace, type InnerSession, openInnerSession } from './presentation/inner-session.js';
export {
  type Denied,
  denied,
  isDenied,
  type Outcome,
  passed,
  type Unanswered,
  unanswered,
} from './presentation/outcome.js';
export { type Presentation, presentChallenge, type Reply } from './presentation/present-challenge.js';
export { GIVEN_UP } from './presentation/run-challenge.js';
export { ATTEMPT_RULES, type Attempt, AttemptLimiter, type AttemptLimits } from './state/attempt-limiter.js';
export { storedJson } from './state/memory-state-store.js';
export { endOfPrefix, keyBytes, keyFromBytes, LIST_RULES } from './state/stored-keys.js';
export { type RecordBounds, type Update, updateRecord } from './state/update-record.js';
export { type StoredEntry, startWatch, type Watcher, type WatcherPlace } from './state/watcher.js';
export { visible } from './text/visible.js';
export { fold, isLight, wordSet, wordsIn, wordsOf } from './text/words.js';
