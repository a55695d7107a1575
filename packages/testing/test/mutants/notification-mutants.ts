import type { NotificationServiceDescription } from '@attesta/testing/conformance';
import { fixtureOf, Mailbox } from './mailbox.js';
import type { Mutant } from './mutant.js';

/** The sound mailbox, with methods put in place of its own. */
function mailbox(change: (sound: Mailbox) => Partial<Mailbox>): NotificationServiceDescription {
  return {
    name: 'a broken service',
    create() {
      const broken = new Mailbox();
      const sound = new Mailbox();
      const shared = { notified: broken.notified, responses: broken.responses, waiting: broken.waiting };
      return fixtureOf(Object.assign(broken, change(Object.assign(sound, shared))));
    },
  };
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const NOTIFICATION_MUTANTS: readonly Mutant<NotificationServiceDescription>[] = [
  {
    name: 'has an answer that says "pending"',
    killedBy: 'has no answer at first',
    description: mailbox((sound) => ({
      checkResponse: async (id) => (await sound.checkResponse(id)) ?? { verdict: 'pending', responderId: '' },
    })),
  },
  {
    name: 'credits whoever was asked',
    killedBy: 'carries an answer and who gave it',
    description: mailbox((sound) => ({
      async checkResponse(id) {
        const response = await sound.checkResponse(id);
        const asked = sound.notified.find(({ requestId }) => requestId === id);
        return response && { ...response, responderId: asked?.managerId ?? '' };
      },
    })),
  },
  {
    name: 'takes any answer for an approval',
    killedBy: 'carries a denial as a denial',
    description: mailbox((sound) => ({
      async checkResponse(id) {
        const response = await sound.checkResponse(id);
        return response && { ...response, verdict: 'approved' };
      },
    })),
  },
  {
    name: 'gives the latest answer to everybody',
    killedBy: 'carries an answer to its own request',
    description: mailbox((sound) => ({ checkResponse: async () => [...sound.responses.values()].at(-1) ?? null })),
  },
  {
    name: 'forgets an answer once it was looked at',
    killedBy: 'gives an answer as often as it is asked for',
    description: mailbox((sound) => ({
      async checkResponse(id) {
        const response = await sound.checkResponse(id);
        sound.responses.delete(id);
        return response;
      },
    })),
  },
  {
    name: 'notifies with each send',
    killedBy: 'notifies who was asked, once',
    description: mailbox((sound) => ({
      async send(managerId, _message, requestId) {
        sound.notified.push({ managerId, requestId });
      },
    })),
  },
  {
    name: 'looks first and notifies later',
    killedBy: 'notifies once when sends meet',
    description: mailbox((sound) => ({
      async send(managerId, _message, requestId) {
        const isKnown = sound.notified.some((one) => one.requestId === requestId);
        await later();
        if (!isKnown) sound.notified.push({ managerId, requestId });
      },
    })),
  },
  {
    name: 'refuses a control character',
    killedBy: 'sends hostile text',
    description: mailbox((sound) => ({
      async send(managerId, message, requestId) {
        if (message.includes('\u0000')) throw new Error('no such character');
        await sound.send(managerId, message, requestId);
      },
    })),
  },
  {
    name: 'does not push an answer that is there already',
    killedBy: 'pushes an answer',
    description: mailbox((sound) => ({
      waitForResponse: (id, options) =>
        sound.responses.has(id) ? new Promise<never>(() => {}) : sound.waitForResponse(id, options),
    })),
  },
  {
    name: 'waits on after an abort',
    killedBy: 'stops waiting when it is aborted',
    description: mailbox((sound) => ({
      waitForResponse: (id) => sound.waitForResponse(id, { signal: new AbortController().signal }),
    })),
  },
  {
    name: 'listens on after its wait has ended',
    killedBy: 'stops waiting when it is aborted',
    description: mailbox((sound) => ({
      waitForResponse: (id, options) => {
        options.signal.addEventListener('abort', () => {});
        return sound.waitForResponse(id, options);
      },
    })),
  },
  {
    name: 'withdraws what it knows only',
    killedBy: 'withdraws a request',
    description: mailbox((sound) => ({
      async withdraw(id) {
        const index = sound.notified.findIndex(({ requestId }) => requestId === id);
        if (index < 0) throw new Error('no such request');
        sound.notified.splice(index, 1);
      },
    })),
  },
  {
    name: 'hides that its channel failed',
    killedBy: 'rejects when it cannot send',
    description: mailbox(() => ({ send: async () => {} })),
  },
];
