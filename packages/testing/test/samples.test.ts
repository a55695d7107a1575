import { RiskLevel, riskLevelFromScore } from '@attesta/core';
import { fakeClock, sampleContext, sampleRisk } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

describe('sampleContext', () => {
  it('describes a call that is worth asking about, at a fixed time', () => {
    const context = sampleContext();
    expect(context.description).toBe('delete_records("table_a", 100)');
    expect(context).toMatchObject({ agentId: 'agent-1', environment: 'production', interceptedAt: fakeClock().wall() });
    expect(context.digest).toBe(sampleContext().digest);
  });

  it('takes overrides, and time from a clock', () => {
    const context = sampleContext({ functionName: 'deploy', args: ['v2'], agentId: 'bot' }, fakeClock({ now: 7 }));
    expect(context).toMatchObject({ description: 'deploy("v2")', agentId: 'bot', interceptedAt: 7 });
  });

  it('refuses what no context can have', () => {
    expect(() => sampleContext({ agentId: '' })).toThrow('agentId must be');
    // @ts-expect-error: the guide's spelling in Python.
    expect(() => sampleContext({ function_name: 'deploy' })).toThrow('there is no option "function_name"');
  });
});

describe('sampleRisk', () => {
  it.each(Object.values(RiskLevel))('has a score that means %s', (level) => {
    const risk = sampleRisk(level);
    expect(risk.level).toBe(level);
    expect(riskLevelFromScore(risk.score)).toBe(level);
  });

  it('is high unless told, and refuses a level that does not exist', () => {
    expect(sampleRisk()).toMatchObject({ level: 'high', score: 0.7 });
    // @ts-expect-error: no such level.
    expect(() => sampleRisk('extreme')).toThrow('level must be one of low, medium, high, critical');
  });
});
