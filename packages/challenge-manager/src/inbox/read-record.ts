import type { ApprovalRequest } from '@attesta/core';
import { ownValue } from '../own-value.js';
import {
  type ApprovalRecord,
  type AskedRecord,
  type ClosedStatus,
  type Closing,
  REQUEST_STATUSES,
} from './approval-record.js';
import type { HashedNumber } from './matching-number.js';

/**
 * The record in a stored value.
 *
 * @throws TypeError when it is none: somebody else has written there, and nothing is to be made of it.
 */
export function readRecord(value: unknown): ApprovalRecord {
  return {
    asked: askedIn(ownValue(value, 'asked')),
    tellingUntil: optional(numberIn, value, 'tellingUntil'),
    tokenHash: optional(textIn, value, 'tokenHash'),
    number: optional((of, name) => hashedNumberIn(ownValue(of, name)), value, 'number'),
    misses: numberIn(value, 'misses'),
    closing: optional((of, name) => closingIn(ownValue(of, name)), value, 'closing'),
  };
}

function askedIn(value: unknown): AskedRecord {
  return {
    requestId: textIn(value, 'requestId'),
    approverId: textIn(value, 'approverId'),
    message: textIn(value, 'message'),
    request: optional((of, name) => requestIn(ownValue(of, name)), value, 'request'),
    createdAt: numberIn(value, 'createdAt'),
    expiresAt: numberIn(value, 'expiresAt'),
    needsNumber: booleanIn(value, 'needsNumber'),
    slot: numberIn(value, 'slot'),
  };
}

/**
 * The data of a request, as a copy.
 *
 * @throws TypeError when a field is missing or of another type.
 */
export function requestIn(value: unknown): ApprovalRequest {
  const leaves = ownValue(value, 'arguments');
  if (!Array.isArray(leaves)) throw corrupt('arguments');
  return Object.freeze({
    requestId: textIn(value, 'requestId'),
    managerId: textIn(value, 'managerId'),
    functionName: textIn(value, 'functionName'),
    description: textIn(value, 'description'),
    arguments: Object.freeze(
      Array.from(leaves, (leaf: unknown) =>
        Object.freeze({ path: textIn(leaf, 'path'), type: textIn(leaf, 'type'), text: textIn(leaf, 'text') }),
      ),
    ),
    agentId: optional(textIn, value, 'agentId'),
    requesterId: optional(textIn, value, 'requesterId'),
    operatorId: optional(textIn, value, 'operatorId'),
    environment: textIn(value, 'environment'),
    riskLevel: textIn(value, 'riskLevel'),
    riskScore: numberIn(value, 'riskScore'),
    digest: textIn(value, 'digest'),
    expiresAt: numberIn(value, 'expiresAt'),
  });
}

function hashedNumberIn(value: unknown): HashedNumber {
  return { salt: textIn(value, 'salt'), hash: textIn(value, 'hash'), until: numberIn(value, 'until') };
}

function closingIn(value: unknown): Closing {
  return {
    status: closedStatusIn(value),
    at: numberIn(value, 'at'),
    responderId: optional(textIn, value, 'responderId'),
    comment: optional(textIn, value, 'comment'),
    reason: optional(textIn, value, 'reason'),
    executeBy: optional(numberIn, value, 'executeBy'),
  };
}

function closedStatusIn(value: unknown): ClosedStatus {
  const found = REQUEST_STATUSES.find((status) => status === ownValue(value, 'status'));
  if (found === undefined || found === 'pending') throw corrupt('status');
  return found;
}

function textIn(of: unknown, name: string): string {
  const found = ownValue(of, name);
  if (typeof found !== 'string') throw corrupt(name);
  return found;
}

function numberIn(of: unknown, name: string): number {
  const found = ownValue(of, name);
  if (typeof found !== 'number' || !Number.isFinite(found)) throw corrupt(name);
  return found;
}

function booleanIn(of: unknown, name: string): boolean {
  const found = ownValue(of, name);
  if (typeof found !== 'boolean') throw corrupt(name);
  return found;
}

function optional<T>(read: (of: unknown, name: string) => T, of: unknown, name: string): T | undefined {
  return ownValue(of, name) === undefined ? undefined : read(of, name);
}

function corrupt(name: string): TypeError {
  return new TypeError(`This is no approval request: ${name} is missing or of another type.`);
}
