import { DomainKnowledgeChallenge, DomainProfile, DomainRiskScorer } from '@attesta/challenge-domain';
import { Attesta, DefaultRiskScorer, type Renderer } from '@attesta/core';

const PROFILE = new URL('../payments.json', import.meta.url);

/** What the agent can call, behind a gate that knows the trade. `book` stands for the payment provider. */
export async function paymentsTools(renderer: Renderer, book: (entry: string) => void) {
  const profile = await DomainProfile.fromFile(PROFILE);
  const quiz = new DomainKnowledgeChallenge({ profile });
  const { gate } = new Attesta({
    renderer,
    riskScorer: new DomainRiskScorer(profile, new DefaultRiskScorer()),
    challengeMap: { high: quiz, critical: quiz },
    agentId: 'payments-agent',
  });

  return {
    list: gate({ name: 'list_payments' }, async (customer: string) => `P-17 and P-18 of ${customer}`),
    refund: gate({ name: 'refund_payment' }, async (payment: string, cents: number) => {
      book(`${payment}: ${cents}`);
      return `Refunded ${cents} cents of ${payment}.`;
    }),
    refundAll: gate({ name: 'refund_all' }, async (day: string) => {
      book(`all of ${day}`);
      return `Refunded all payments of ${day}.`;
    }),
  };
}
