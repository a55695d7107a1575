import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A network between a store and its server, which a test can take down. */
export interface Proxy {
  readonly connectionString: string;
  /** From now on what the server answers does not arrive: the connection ends instead, once the server has answered. */
  loseAnswers(): void;
  /** Resolves when the next answer is lost. */
  nextLoss(): Promise<void>;
  /** From now on nothing arrives, and nothing ends. */
  swallow(): void;
  mend(): void;
}

export async function proxyTo(connectionString: string): Promise<Proxy> {
  const target = new URL(connectionString);
  let fault: 'none' | 'lose' | 'swallow' = 'none';
  let isLost = (): void => {};
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect(Number(target.port), target.hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        behind.destroy();
      });
    }
    client.on('data', (bytes) => void (fault !== 'swallow' && behind.write(bytes)));
    behind.on('data', (bytes) => {
      if (fault === 'none') client.write(bytes);
      if (fault !== 'lose') return;
      client.destroy();
      isLost();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const url = new URL(connectionString);
  url.port = String(portOf(address));
  return {
    connectionString: url.href,
    loseAnswers: () => {
      fault = 'lose';
    },
    nextLoss: () =>
      new Promise((resolve) => {
        isLost = resolve;
      }),
    swallow: () => {
      fault = 'swallow';
    },
    mend: () => {
      fault = 'none';
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
