import { describe, expect, it } from 'vitest';
import { faultOfId, resembles } from '../../src/people/identity.js';
import { LOOK_ALIKES } from '../../src/people/look-alikes.js';

const LOOK_ALIKES_OF_AGENT_1 = [
  'agent-1',
  'Agent-1',
  'AGENT-1',
  ' agent-1',
  'agent-1 ',
  'agent -1',
  'agent-1\t',
  'agent-1\n',
  'agent\u00a0-1',
  'agent-1\u200b',
  'agent\u200d-1',
  '\ufeffagent-1',
  'ag\u00adent-1',
  'agent-1\u2060',
  'agent-1\ufe0f',
  '\u202eagent-1',
  '\u2066agent-1\u2069',
  'agent-1\u0000',
  'agent-1\u{e0001}',
  'agent-1\u3164',
  'agent-1\u2800',
  'ａｇｅｎｔ－１',
  '𝐚𝐠𝐞𝐧𝐭-𝟏',
  'ⓐgent-①',
  'аgent-1',
  'аgеnt-1',
  'αgent-1',
  'ΑGENΤ-1',
  'ägent-1',
  'a\u0308gent-1',
  'agént-1',
  'aɡent-1',
  'ᴀɢᴇɴᴛ-1',
  'agent‐1',
  'agent–1',
  'agent−1',
  'agent-l',
  'agent-I',
  'agent-|',
  'agent-і',
  'agent-Ӏ',
  'agent-١',
];

describe('resembles', () => {
  it.each(LOOK_ALIKES_OF_AGENT_1)('D-06 takes %j for agent-1', (spelling) => {
    expect(resembles('agent-1', spelling)).toBe(true);
    expect(resembles(spelling, 'agent-1')).toBe(true);
  });

  it.each([
    ['NIKO', 'ΝΙΚΟ'],
    ['niko', 'ΝΙΚΟ'],
    ['νικο', 'ΝΙΚΟ'],
    ['Huo', 'Ηυο'],
    ['nuo', 'ΗΥΟ'],
    ['bot', 'ВОТ'],
    ['bot', 'вот'],
    ['moon', 'rn00n'],
    ['straße', 'STRASSE'],
    ['oper', 'орег'],
    ['İlker', 'ılker'],
    ['ſam', 'SAM'],
    ['ana@x.org', 'ána@X.ORG'],
  ])('D-06 takes %j and %j for one', (a, b) => {
    expect(resembles(a, b)).toBe(true);
  });

  it.each(['a\u0301da', 'a\u1dc4da', 'ada\u20d2', 'ada\ufe20', 'ada\u1ab0'])(
    'D-06 takes %j for ada: a combining mark makes no difference',
    (spelling) => {
      expect(resembles('ada', spelling)).toBe(true);
      expect(resembles(spelling, 'ada')).toBe(true);
    },
  );

  it.each([
    ['agent-1', 'agent-2'],
    ['agent-1', 'agent-11'],
    ['agent-1', 'agent1'],
    ['ada', 'adam'],
    ['ada@example.com', 'ada@example.org'],
    ['田中', '田口'],
    ['иван', 'иванов'],
    ['manager-1', 'agent-1'],
  ])('tells %j from %j', (a, b) => {
    expect(resembles(a, b)).toBe(false);
  });

  it('D-06 has only look-alikes that are not ASCII, each for one or two ASCII characters', () => {
    expect(LOOK_ALIKES.size).toBeGreaterThan(250);
    for (const [source, ascii] of LOOK_ALIKES) {
      expect(source).toMatch(/^[^ -~]$/u);
      expect(ascii).toMatch(/^[!-~]{1,2}$/);
      expect(source.normalize('NFKD'), `${source} never comes out of NFKD`).toBe(source);
    }
  });
});

describe('faultOfId', () => {
  it.each([
    'm1',
    'manager-1',
    'Ada Lovelace',
    'ada@example.com',
    'urn:x:42',
    'josé',
    'иван-2',
    'Δημήτρης',
    '田中さん',
    '김철수',
    '007',
    'ada 🚀',
    'x'.repeat(256),
  ])('takes %j', (id) => {
    expect(faultOfId(id)).toBeUndefined();
  });

  it.each([undefined, null, 5, {}, '', '   ', '---', '🚀', 'x'.repeat(257)])('D-07 refuses %j as no name', (id) => {
    expect(faultOfId(id)).toBe('is no text that names somebody');
  });

  it.each([
    'm\u200b1',
    'm\u00001',
    'm\n1',
    'm\u001b[2J1',
    '\u202em1',
    'm1\u2066',
    'm\u00ad1',
    'm\ufe0f1',
    'm\u31641',
    'm\u2028',
    'm\u28001',
    'm\ud8001',
  ])('D-06 refuses %j: it has something in it that is not seen', (id) => {
    expect(faultOfId(id)).toBe('has control, format or invisible characters');
  });

  it.each(['mаnager', 'αda', 'ivan-иван', '田中tanaka', 'ᏧᏂᏓ'])(
    'D-06 refuses %j: it mixes scripts, or has a rare one',
    (id) => {
      expect(faultOfId(id)).toBe('mixes scripts');
    },
  );
});
