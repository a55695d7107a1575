import { styleText } from 'node:util';
import { renderUnicodeCompact } from 'uqr';
import type { Printer } from '../io/printer.js';

/**
 * A QR code in lines, dark on light whatever the terminal's colours are; none where it is too narrow, since half a code is none.
 */
export function qrCode(text: string, printer: Printer): readonly string[] {
  const lines = renderUnicodeCompact(text, { border: 2 }).split('\n');
  if ((lines[0]?.length ?? 0) > printer.width) return [];
  if (!printer.hasColors) return lines;
  return lines.map((line) => styleText(['whiteBright', 'bgBlack'], line, { validateStream: false }));
}
