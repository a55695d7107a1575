import { DomainProfile } from '@attesta/challenge-domain';

export const billing = new DomainProfile({
  name: 'billing',
  displayName: 'Billing',
  description: 'Refunds, invoices and ledgers.',
  templates: [
    {
      questionTemplate: 'What does the customer see when {action} on {arg0} is booked twice?',
      answerHints: ['two refunds', 'paid twice', 'double refund', 'refunded twice'],
      rejectHints: ['nothing happens'],
      minRiskLevel: 'medium',
      explanation: 'Two payments: the ledger does not recognize a repeat.',
    },
  ],
  riskPatterns: [{ pattern: '\\brefund\\s+all\\b', name: 'mass refund', riskContribution: 0.4 }],
  sensitiveTerms: { iban: 0.2, 'card number': 0.3 },
  criticalActions: ['(?:void|delete)_?ledger'],
  safeActions: ['(?:get|list)_.*'],
  baseRiskFloor: 0.3,
});
