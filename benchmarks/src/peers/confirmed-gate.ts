import { InteractionRenderer } from '@attesta/challenges';
import { Attesta, type AuditLog, type Interaction } from '@attesta/core';
import type { DeleteRows, RowDeletion } from './row-deletion.js';

/** Attesta before the tool: each call is to be confirmed, and the program answers in place of the operator. */
export function confirmed({ deleteRows, approved }: RowDeletion, auditLog?: AuditLog): DeleteRows {
  const renderer = new InteractionRenderer(answering(approved), { operator: { id: 'alice' } });
  const { gate } = new Attesta({ renderer, agentId: 'janitor', auditLog });
  return gate({ name: 'delete_rows', risk: 'medium' }, deleteRows);
}

/** Answers everything alike, at once. */
function answering(value: boolean): Interaction {
  return { show() {}, ask: async () => ({ status: 'answered', value }) };
}
