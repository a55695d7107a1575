import type { ApprovalRequest } from '@attesta/core';
import { ownValue } from '../own-value.js';
import {
  type ApprovalRecord,
  type AskedRecord,
  type ClosedStatus,
  type Closing,
  REQUEST_STATUSES,
} from './approval-record.js';
import type { HashedNumber } from './response-secrets.js';

/**
 * The record in a stored value.
 *
 * @throws TypeError for any other value: another program has written it.
 */
export function readRecord(value: unknown): ApprovalRecord {
  return {
    asked: askedIn(ownValue(value, 'asked')),
    notifyingUntil: optional(numberIn, value, 'notifyingUntil'),
    tokenHash: optional(stringIn, value, 'tokenHash'),
    number: optional((of, name) => hashedNumberIn(ownValue(of, name)), value, 'number'),
    misses: numberIn(value, 'misses'),
    closing: optional((of, name) => closingIn(ownValue(of, name)), value, 'closing'),
  };
}

function askedIn(value: unknown): AskedRecord {
  return {
    requestId: stringIn(value, 'requestId'),
    approverId: stringIn(value, 'approverId'),
    message: stringIn(value, 'message'),
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
    requestId: stringIn(value, 'requestId'),
    managerId: stringIn(value, 'managerId'),
    functionName: stringIn(value, 'functionName'),
    description: stringIn(value, 'description'),
    arguments: Object.freeze(
      Array.from(leaves, (leaf: unknown) =>
        Object.freeze({ path: stringIn(leaf, 'path'), type: stringIn(leaf, 'type'), text: stringIn(leaf, 'text') }),
      ),
    ),
    hidden: optional(stringsIn, value, 'hidden'),
    agentId: optional(stringIn, value, 'agentId'),
    requesterId: optional(stringIn, value, 'requesterId'),
    operatorId: optional(stringIn, value, 'operatorId'),
    environment: stringIn(value, 'environment'),
    riskLevel: stringIn(value, 'riskLevel'),
    riskScore: numberIn(value, 'riskScore'),
    digest: stringIn(value, 'digest'),
    expiresAt: numberIn(value, 'expiresAt'),
  });
}

function stringsIn(value: unknown, name: string): readonly string[] {
  const list = ownValue(value, name);
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) throw corrupt(name);
  return Object.freeze([...list]);
}

function hashedNumberIn(value: unknown): HashedNumber {
  return { salt: stringIn(value, 'salt'), hash: stringIn(value, 'hash'), until: numberIn(value, 'until') };
}

function closingIn(value: unknown): Closing {
  return {
    status: closedStatusIn(value),
    at: numberIn(value, 'at'),
    responderId: optional(stringIn, value, 'responderId'),
    comment: optional(stringIn, value, 'comment'),
    reason: optional(stringIn, value, 'reason'),
    executeBy: optional(numberIn, value, 'executeBy'),
  };
}

function closedStatusIn(value: unknown): ClosedStatus {
  const found = REQUEST_STATUSES.find((status) => status === ownValue(value, 'status'));
  if (found === undefined || found === 'pending') throw corrupt('status');
  return found;
}

function stringIn(of: unknown, name: string): string {
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
