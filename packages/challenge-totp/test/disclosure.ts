import { inspect } from 'node:util';
import { ScureBase32Plugin } from 'otplib';

/** Every form in which a secret may leak. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(new ScureBase32Plugin().decode(secret));
  const uri = encodeURIComponent(`otpauth://totp/?secret=${secret}`);
  return [...formsOfBytes(bytes), ...formsOfBytes(Buffer.from(secret)), ...inAnyCase([secret, uri])];
}

export function formsOfBytes(bytes: Buffer): string[] {
  return inAnyCase([
    bytes.toString('latin1'),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    [...bytes].join(','),
    [...bytes].join(', '),
    inspect(bytes).slice(8, 40),
    encodeURIComponent(bytes.toString('base64')),
  ]);
}

export function formsOfCode(code: string): string[] {
  return [code, Buffer.from(code).toString('hex'), Buffer.from(code).toString('base64')];
}

/** All that somebody could see of a value who logs it. */
export function everyViewOf(value: unknown): string[] {
  const shown = inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: false });
  const error = value instanceof Error ? [String(value), value.message, String(value.stack)] : [];
  return [shown, String(JSON.stringify(value)), ...error];
}

function inAnyCase(forms: readonly string[]): string[] {
  return forms.flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]);
}
