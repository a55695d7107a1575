import { DomainKnowledgeChallenge, DomainRiskScorer } from '@attesta/challenge-domain';
import { devops } from '@attesta/challenge-domain/devops';
import type { Renderer } from '@attesta/core';
import { Attesta, DefaultRiskScorer } from '@attesta/core';

export function protect(renderer: Renderer, kubectl: (...words: string[]) => Promise<string>) {
  const quiz = new DomainKnowledgeChallenge({ profile: devops });
  const riskScorer = new DomainRiskScorer(devops, new DefaultRiskScorer());
  const attesta = new Attesta({ renderer, riskScorer, challengeMap: { medium: quiz, high: quiz } });
  return attesta.gate({ name: 'kubectl' }, kubectl);
}
