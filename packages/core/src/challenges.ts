export { ConfirmChallenge, type ConfirmChallengeOptions } from './challenges/confirm-challenge.js';
export { InteractionRenderer, type InteractionRendererOptions } from './challenges/interaction-renderer.js';
