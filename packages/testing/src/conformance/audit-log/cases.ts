import assert from 'node:assert/strict';
import { Attesta, createActionContext } from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import { HOSTILE_ACTIONS, RICH_ACTION } from '../actions.js';
import { assertRejects, settled } from '../promises.js';
import type { AuditLogCase, RecordedEntry } from './description.js';
import { entriesOf, fail, kept, withFixture } from './harness.js';

const PLAIN = { functionName: 'delete_records', args: ['table_a'] };

/** Every case that an audit log must survive. */
export const AUDIT_LOG_CASES: readonly AuditLogCase[] = [
  {
    name: 'gives a receipt for each kind of entry',
    proves: 'A decision, an outcome and an event are each acknowledged with a text that is not empty.',
    run: withFixture(async ({ log }) => {
      for (const entry of await entriesOf(PLAIN, 'decision-1')) {
        const receipt: unknown = await log.record(entry);
        assert(typeof receipt === 'string' && receipt !== '', `The receipt for this kind of entry: ${entry.kind}.`);
      }
    }),
  },
  {
    name: 'gives each record a receipt of its own',
    proves: 'A receipt names one record, also where entries are alike and come at once.',
    run: withFixture(async ({ log }) => {
      const [entry] = await entriesOf(PLAIN, 'decision-1');
      assert(entry !== undefined);
      const receipts = await Promise.all(Array.from({ length: 20 }, () => log.record(entry)));
      assert.equal(new Set(receipts).size, 20, 'Receipts that differ.');
    }),
  },
  {
    name: 'keeps entries in order',
    proves: 'What was acknowledged is there, in the order in which it was acknowledged.',
    needs: 'reading',
    run: withFixture(async (fixture) => {
      const entries = await entriesOf(PLAIN, 'decision-1');
      for (const entry of entries) await fixture.log.record(entry);
      assert.deepEqual(
        (await kept(fixture)).map(({ kind }) => kind),
        entries.map(({ kind }) => kind),
        'What is kept.',
      );
    }),
  },
  {
    name: 'loses none of many at once',
    proves: 'Entries that are recorded at the same time are all there, each once.',
    needs: 'reading',
    run: withFixture(async (fixture) => {
      const ids = Array.from({ length: 50 }, (_, index) => `decision-${index}`);
      const decisions = await Promise.all(ids.map(async (id) => (await entriesOf(PLAIN, id))[0]));
      await Promise.all(decisions.map((entry) => entry && fixture.log.record(entry)));
      assert.deepEqual(
        (await kept(fixture)).map(({ decisionId }) => decisionId).sort(),
        ids.toSorted(),
        'What is kept.',
      );
    }),
  },
  {
    name: 'takes every kind of data',
    proves: 'Whatever the gate lets an action hold can be recorded: hostile text, a bigint, a Date, bytes, a Map.',
    run: withFixture(async ({ log }) => {
      for (const action of [RICH_ACTION, ...HOSTILE_ACTIONS]) {
        for (const entry of await entriesOf(action, 'decision-1')) {
          await log.record(entry).catch(() => assert.fail(`A ${entry.kind} was refused for its data.`));
        }
      }
    }),
  },
  {
    name: 'leaves an entry as it is',
    proves: 'Redaction works on a copy: what is approved and run is not touched.',
    run: withFixture(async ({ log }) => {
      for (const entry of await entriesOf(RICH_ACTION, 'decision-1')) {
        const args = (): string => (entry.kind === 'decision' ? canonicalize(entry.decision.context.args) : '');
        const before = args();
        await log.record(entry);
        assert.equal(args(), before, 'The arguments.');
      }
    }),
  },
  {
    name: 'has the decision before the action runs',
    proves:
      'When record resolves the entry is kept: the gated function finds its decision, and nothing else, in the log.',
    needs: 'reading',
    run: withFixture(async (fixture) => {
      let found: readonly RecordedEntry[] = [];
      const run = async (): Promise<void> => {
        found = await kept(fixture);
      };
      await new Attesta({ auditLog: fixture.log }).gate({ name: 'list', risk: 'low' }, run)();
      assert.deepEqual(
        found.map(({ kind }) => kind),
        ['decision'],
        'What is kept while it runs.',
      );
      const [decision, outcome] = await kept(fixture);
      assert.equal(outcome?.kind, 'outcome', 'What is kept afterwards.');
      assert.equal(outcome?.decisionId, decision?.decisionId, 'The outcome is that of the decision.');
    }),
  },
  {
    name: 'rejects when it cannot record',
    proves: 'A backend that fails is an exception, never a receipt.',
    needs: 'failing',
    run: withFixture(async (fixture, clock) => {
      fail(fixture);
      for (const entry of await entriesOf(PLAIN, 'decision-1')) {
        const recording = fixture.log.record(entry);
        recording.catch(() => {});
        await assertRejects(() => settled(clock, recording, 'A rejection'), `Recording a ${entry.kind}`);
      }
    }),
  },
  {
    name: 'holds back an action that is not recorded',
    proves: 'With a backend that fails, the gate runs nothing.',
    needs: 'failing',
    run: withFixture(async (fixture, clock) => {
      fail(fixture);
      let runs = 0;
      const { gate } = new Attesta({ auditLog: fixture.log, clock });
      const call = gate({ name: 'list', risk: 'low' }, () => (runs += 1))().catch(() => {});
      await settled(clock, call, 'The end of the call');
      assert.equal(runs, 0, 'Runs without a record.');
    }),
  },
  {
    name: 'records what was decided without a run',
    proves: 'A decision of evaluate, which awaits no outcome, is taken like any other.',
    run: withFixture(async ({ log }) => {
      const { receipt } = await new Attesta({ auditLog: log }).evaluate(createActionContext(PLAIN));
      assert(typeof receipt === 'string' && receipt !== '', 'The receipt in the decision.');
    }),
  },
];
