import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { TOTPChallenge } from '@attesta/challenge-totp';
import { Attesta, type Renderer } from '@attesta/core';
import { ToolRiskScorer } from '@attesta/risk';
import type { Office } from './office.js';

/** Act 1: the agent's tools, each behind the gate at its own risk. */
export function gateTools(renderer: Renderer, { state, auditLog, secrets, inbox }: Office) {
  const code = new TOTPChallenge({ secretProvider: secrets.secretProvider });
  const manager = new ManagerApprovalChallenge({ notificationService: inbox, managerResolver: () => 'manager' });
  const { gate } = new Attesta({
    renderer,
    state,
    auditLog,
    agentId: 'tidy-agent',
    riskScorer: new ToolRiskScorer(),
    challengeMap: { high: code, critical: manager },
  });

  return {
    // A name that reads scores low: these run without asking anybody.
    list: gate({ name: 'list_files' }, (folder: string) => readdir(folder, { recursive: true })),
    read: gate({ name: 'read_file' }, (path: string) => readFile(path, 'utf8')),

    // To overwrite a file scores high; here a copy is enough to confirm: the gate fixes the level at medium.
    rewrite: gate(
      { name: 'write_file', risk: 'medium', documentation: 'Overwrites a file. Careful: the old text is lost.' },
      (path: string, text: string) => writeFile(path, text),
    ),

    // High, whatever a scorer says: a person shows a code from their authenticator.
    deleteTree: gate({ name: 'delete_tree', risk: 'high' }, (folder: string) => rm(folder, { recursive: true })),

    // Critical: a manager, who is elsewhere, approves this very call.
    wipeBackups: gate({ name: 'wipe_backups', risk: 'critical' }, (folder: string) => rm(folder, { recursive: true })),
  };
}

/** What the agent can call. */
export type Tools = ReturnType<typeof gateTools>;
