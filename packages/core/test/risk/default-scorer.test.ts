import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ActionInput, createActionContext } from '../../src/action/action-context.js';
import { DefaultRiskScorer, memo } from '../../src/risk/default-scorer.js';
import { type RiskLevel, riskLevelFromScore } from '../../src/risk/risk-level.js';
import { growth, LINEAR } from '../growth.js';

function levelOf(functionName: string, args: readonly unknown[] = [], more: Partial<ActionInput> = {}): RiskLevel {
  const context = createActionContext({ functionName, args, ...more });
  return riskLevelFromScore(new DefaultRiskScorer().score(context).score);
}

describe('the verb of a name', () => {
  it.each<[RiskLevel, string]>([
    ['low', 'get_user list-files files.list readFile GetObject search_issues git_status directory_tree find_check'],
    ['low', 'get_refund_status list_transfer_jobs check_drop_off_rate list_deleted_users get_user_updates'],
    ['medium', 'process_x frobnicate borrar_usuario create_issue add_comment _ undelete_item getter'],
    ['high', 'delete_user deleteUser DELETEUser users:delete deleteuser deleting_user user_deletion'],
    ['high', 'S3DeleteBucket SQLDropTable DELETE_ALL get_or_remove read_and_write send_email run merge_pull_request'],
    ['high', 'write_file update_user_role create_refund git_push execute_sql'],
  ])('X-53 is %s in %s', (level, names) => {
    for (const name of names.split(' ')) expect([name, levelOf(name)]).toEqual([name, level]);
  });

  it('X-53 ends a word at anything that is no letter', () => {
    for (const name of ['delete user', 'DELETE /users/{id}', 'users/delete', 'delete2', 'ｄｅｌｅｔｅ_user'])
      expect([name, levelOf(name)]).toEqual([name, 'high']);
  });

  it('X-50 asks about each call that is not known to read only', () => {
    const sql = 'UPDATE accounts SET balance = 0';
    for (const [name, args] of [
      ['merge_pull_request', [{ pullNumber: 41 }]],
      ['pods_exec', []],
      ['helm_uninstall', []],
      ['attach_user_policy', []],
      ['execute_sql', [{ sql }]],
      ['run_command', ['dd if=/dev/zero of=/dev/sda']],
    ] as const)
      expect([name, levelOf(name, args)]).not.toEqual([name, 'low']);
  });

  it('X-54 stays low where a key or a value only looks like a secret', () => {
    expect(levelOf('get_refund_status', [{ product: 'tea' }])).toBe('low');
    expect(levelOf('list_objects', [{ nextToken: 'abc' }])).toBe('low');
    expect(levelOf('get_issue', [{ key: 'OPS-1' }])).toBe('low');
    expect(levelOf('count_tokens', ['a text'])).toBe('low');
  });
});

describe('the arguments', () => {
  it.each([
    ['DROP TABLE users'],
    [{ sql: 'DELETE FROM users' }],
    [{ a: { b: ['x', { c: 'rm -rf /' }] } }],
    [{ 'drop table users': 1 }],
    [new Map([['DROP TABLE users', 1]])],
    [new Set(['ls; sudo reboot'])],
    [new TextEncoder().encode('DROP TABLE users')],
    ['{"command":"rm -rf /"}'],
    [{ method: 'delete' }],
    [{ public: true }],
  ])('make a call that reads high where they may be a command or a statement: %j', (argument) => {
    expect(levelOf('get_thing', [argument])).toBe('high');
  });

  it.each([
    [{ path: '/app/.env' }],
    [{ path: '/home/ada/.ssh/id_ed25519' }],
    [{ url: 'http://169.254.169.254/latest/meta-data' }],
    ['credentials.json'],
  ])('make a call that reads medium where they name a place of secrets: %j', (argument) => {
    expect(levelOf('read_file', [argument])).toBe('medium');
  });

  it('leave a call that reads low where they only speak of danger', () => {
    for (const argument of [
      'is:open delete account fails',
      '.env.example',
      'id_rsa.pub',
      'drop me a line',
      'an update',
    ])
      expect([argument, levelOf('search_issues', [argument])]).toEqual([argument, 'low']);
  });

  it('X-52 hints raise: destructive to high, irreversible to critical, others to medium', () => {
    expect(levelOf('get_x', [], { hints: { destructive: true } })).toBe('high');
    expect(levelOf('get_x', [], { hints: { irreversible: true } })).toBe('critical');
    expect(levelOf('get_x', [], { hints: { external: true } })).toBe('medium');
    expect(levelOf('get_x', [], { hints: { destructive: false, amount: 100 } })).toBe('low');
    expect(levelOf('get_x', [], { hints: { amount: 20_000 } })).toBe('critical');
  });

  it('a hint readOnly stands for the verb, and for nothing else', () => {
    expect(levelOf('frobnicate', [], { hints: { readOnly: true } })).toBe('low');
    expect(levelOf('frobnicate', ['DROP TABLE users'], { hints: { readOnly: true } })).toBe('high');
    expect(levelOf('frobnicate', [], { hints: { readOnly: true, destructive: true } })).toBe('high');
  });
});

describe('the score', () => {
  it('X-51 is the same however often the tool has run', () => {
    const scorer = new DefaultRiskScorer();
    const context = createActionContext({ functionName: 'call_aws', args: ['aws s3 rb s3://ledger --force'] });
    const before = scorer.score(context);
    for (let run = 0; run < 20; run += 1) scorer.score(createActionContext({ functionName: 'call_aws', args: ['ls'] }));
    expect(scorer.score(context)).toEqual(before);
    expect('afterRun' in scorer).toBe(false);
  });

  it('is that of the gravest factor, which comes first; all are frozen', () => {
    const context = createActionContext({ functionName: 'get_x', args: ['sudo x', '.env'], hints: { external: true } });
    const { score, factors } = new DefaultRiskScorer().score(context);
    expect(score).toBe(factors[0]?.score);
    expect(factors.map(({ name }) => name)).toEqual(['arguments', 'secrets', 'hints', 'verb']);
    expect(Object.isFrozen(factors) && factors.every((factor) => Object.isFrozen(factor))).toBe(true);
  });

  it('repeats nothing of an argument', () => {
    const context = createActionContext({ functionName: 'read', args: ['rm -rf hunter2', { hunter2: '.env' }] });
    expect(JSON.stringify(new DefaultRiskScorer().score(context))).not.toContain('hunter2');
  });

  it('N-08 is the same with a polluted prototype', () => {
    Object.defineProperty(Object.prototype, 'readOnly', { value: true, configurable: true });
    try {
      expect(levelOf('delete_user')).toBe('high');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'readOnly');
    }
  });
});

interface Row {
  readonly kind: string;
  readonly tool: string;
  readonly input: unknown;
}

describe.each(['given-tool-calls.json'])('the calls of %s', (file) => {
  const rows: readonly Row[] = JSON.parse(
    readFileSync(new URL(`../../../risk/test/data/${file}`, import.meta.url), 'utf8'),
  );

  it('has no dangerous call and no read of secrets at low', () => {
    const missed = rows.filter(
      ({ kind, tool, input }) => ['dangerous', 'shows_secrets'].includes(kind) && levelOf(tool, [input]) === 'low',
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(missed).toEqual([]);
  });
});

describe('the time', () => {
  it.each(['a', '.', '/', ';', '\n', "' ", 'delete ', ';delete ', '_rsa', '.env', '(update x ', 'git ', '\\', 'é'])(
    'N-12 is linear in the length of a string of %j',
    (part) => {
      const score = (text: string): unknown =>
        new DefaultRiskScorer().score(createActionContext({ functionName: 'read', args: [text] }));
      expect(growth(score, (length) => part.repeat(length / part.length), 60_000)).toBeLessThan(LINEAR);
    },
  );
});

describe('memo', () => {
  it('computes once for each text, and starts over when it is full', () => {
    let computed = 0;
    const twice = memo((text) => {
      computed += 1;
      return text + text;
    }, 2);
    expect([twice('a'), twice('a'), twice('b'), computed]).toEqual(['aa', 'aa', 'bb', 2]);
    twice('c');
    twice('a');
    expect(computed).toBe(4);
  });
});
