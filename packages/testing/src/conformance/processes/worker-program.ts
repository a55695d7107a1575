/**
 * What another process runs: opens the store, then does what it is told, one message after the other. A text, so that it
 * needs no file of its own beside the bundled kit, and no loader.
 */
export const WORKER_PROGRAM: string = `
let store;
process.on('message', async (message) => {
  try {
    process.send({ done: await run(message) });
  } catch (error) {
    process.send({ failed: String(error && error.stack || error) });
  }
});
process.on('disconnect', () => process.exit());

async function run(message) {
  if (message.url !== undefined) {
    const module = await import(message.url);
    ({ store } = await module.default(message.argument));
    return [];
  }
  return message.task === 'increment' ? await increment(message) : await append(message);
}

// Adds one to a number, so often; tells the versions that it won.
async function increment({ key, times }) {
  const won = [];
  while (won.length < times) {
    const entry = await store.get(key);
    const count = entry === undefined ? 0 : entry.value.a;
    const value = { a: count + 1, padding: 'x'.repeat(1000), b: count + 1 };
    const version = await store.compareAndSet(key, entry === undefined ? 0 : entry.version, value);
    if (version !== undefined) won.push(version);
  }
  return won;
}

// Appends pairs of records, so often; tells the positions that it won.
async function append({ writer, times }) {
  const won = [];
  while (won.length < times) {
    const size = await store.size();
    const text = writer + ' ' + won.length + ' ';
    const records = ['a', 'b'].map((half) => new TextEncoder().encode(text + half));
    if (await store.append(size, records)) won.push(size);
  }
  return won;
}
`;
