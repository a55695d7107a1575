import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export async function startServer({ durable = false } = {}) {
  const program = fileURLToPath(new URL('server-process.mjs', import.meta.url));
  const child = fork(program, durable ? ['--durable'] : [], { execArgv: [] });
  const ask = askIn(child);
  try {
    const url = await ask('initialize');
    return {
      url,
      kill: () => ask('kill'),
      start: () => ask('start'),
      async dispose() {
        await ask('stop');
        await ended(child);
      },
    };
  } catch (error) {
    await ended(child);
    throw new Error(
      'No PostgreSQL server could be started here. Set ATTESTA_TEST_POSTGRES_URL to the address of one (its superuser).',
      { cause: error },
    );
  }
}

/** Gives the child a task and waits for its reply, or for its end. */
function askIn(child) {
  let asked = 0;
  return (task) =>
    new Promise((resolve, reject) => {
      asked += 1;
      const id = asked;
      const hear = (reply) => {
        if (reply.id !== id) return;
        stopListening();
        if (reply.error === undefined) resolve(reply.value);
        else reject(new Error(reply.error));
      };
      const fail = () => {
        stopListening();
        reject(new Error(`The process of the PostgreSQL server ended before it could ${task}.`));
      };
      const stopListening = () => child.off('message', hear).off('exit', fail).off('error', fail);
      child.on('message', hear).on('exit', fail).on('error', fail);
      child.send({ id, task }, (error) => error && fail());
    });
}

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exit;
}
