import { InteractionRenderer } from '@attesta/challenges';
import {
  Attesta,
  type AuditEntry,
  createRedactor,
  type Decision,
  type DecisionEntry,
  DefaultRiskScorer,
} from '@attesta/core';
import { scriptedInteraction } from '@attesta/testing';
import { SECONDS } from './faults.js';
import { type Cell, Fixture } from './fixture.js';
import type { Subject } from './subjects.js';

/** What came of one call through the gate. */
export interface Outcome {
  readonly uses: ReadonlySet<string>;
  readonly runs: number;
  /** Whether, as it ran, its approval was recorded and its one run was spent. */
  readonly isSound: boolean;
  readonly decisions: readonly DecisionEntry[];
  readonly isSettled: boolean;
  readonly isDead: boolean;
  readonly pending: number;
}

/** Makes the sample call once, at level critical, with a fault somewhere or with none. */
export async function playCell(subject: Subject, approves: boolean, cell?: Cell): Promise<Outcome> {
  const fixture = new Fixture(cell);
  const { challenge, script = [] } = subject.make(fixture, approves);
  const decisions: DecisionEntry[] = [];
  const interaction = scriptedInteraction(script);
  const inner = new InteractionRenderer(
    {
      ask: fixture.dependency('interaction.ask', interaction.ask.bind(interaction)),
      show: fixture.dependency('interaction.show', interaction.show.bind(interaction)),
    },
    { operator: { id: 'ada' } },
  );
  const scorer = new DefaultRiskScorer();
  const redactor = createRedactor();
  let runs = 0;
  let isSound = true;
  const attesta = new Attesta({
    clock: fixture.gateClock,
    state: fixture.state,
    agentId: 'agent-1',
    environment: 'production',
    challengeMap: { critical: challenge },
    riskScorer: {
      name: 'sound',
      score: fixture.dependency('scorer.score', (context) => scorer.score(context)),
      afterRun: fixture.dependency('scorer.afterRun', () => undefined),
    },
    redactor: { redact: fixture.dependency('redactor', redactor.redact) },
    renderer: {
      open: fixture.dependency('renderer.open', inner.open.bind(inner)),
      renderChallenge: inner.renderChallenge.bind(inner),
      renderDecision: fixture.dependency('renderer.renderDecision', inner.renderDecision.bind(inner)),
    },
    auditLog: {
      record: fixture.dependency('auditLog.record', async (entry: AuditEntry) => {
        if (entry.kind === 'decision') decisions.push(entry);
        return `record ${decisions.length}`;
      }),
    },
    onDecision: fixture.dependency('onDecision', (_approval: Decision) => {}),
  });
  const guarded = attesta.gate(
    { name: 'delete_records', minimumRisk: 'critical' },
    async (_table: string, _rows: number) => {
      runs += 1;
      const isSpent = (await fixture.whole.get('run/call-1')) !== undefined;
      isSound &&= !fixture.isDead && isSpent && decisions.at(-1)?.decision.verdict === 'approved';
    },
  );
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  guarded.with({ callId: 'call-1' })('table_a', 100).then(settle, settle);
  // The time there is, what comes late after it, and ten seconds for each of what may hang before and after.
  await fixture.clock.advance((2 * SECONDS + 60) * 1000);
  const { uses, isDead } = fixture;
  return { uses, runs, isSound, decisions, isSettled, isDead, pending: fixture.clock.pending };
}
