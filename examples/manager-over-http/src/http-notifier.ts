import type { NotificationService } from '@attesta/core';

/** Carries requests to an approval service, and the answers back. */
export function httpNotifier(url: string, token: string): NotificationService {
  const call = async (method: string, requestId: string, body?: string): Promise<string> => {
    const init = { method, headers: { authorization: `Bearer ${token}` }, body: body ?? null };
    const response = await fetch(`${url}/${encodeURIComponent(requestId)}`, init);
    if (!response.ok) throw new Error(`The approval service answered ${response.status}.`);
    return await response.text();
  };
  return {
    send: async (managerId, message, id) => void (await call('PUT', id, JSON.stringify({ managerId, message }))),
    checkResponse: async (id) => JSON.parse(await call('GET', id)),
    withdraw: async (id) => void (await call('DELETE', id)),
  };
}
