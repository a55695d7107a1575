import { visible } from '@attesta/core/authoring';

/** Input of the person at the keyboard: letters and digits of every script as they are, anything else escaped. */
export function typed(text: string): string {
  return text.normalize('NFC').replace(NOT_TYPED, visible);
}

/** The line before and after the cursor. With TERM=dumb readline keeps editing keys as characters: they are applied here. */
export function lineOf(input: string, cursor: number): readonly [string, string] {
  if (![...input].some(isControl)) return [input.slice(0, cursor), input.slice(cursor)];
  const line: string[] = [];
  for (const character of input) {
    if (character === '\x7f' || character === '\b') line.pop();
    else if (character === CTRL_U) line.length = 0;
    else if (!isControl(character)) line.push(character);
  }
  return [line.join(''), ''];
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\x7f';
}

/** As much of the line before and after the cursor as fits into `room` columns. */
export function windowOf(before: string, after: string, room: number): readonly [string, string] {
  if (cells(before) + cells(after) <= room) return [before, after];
  const right = fitting([...after], Math.floor(room / 3)).join('');
  const left = fitting([...before].reverse(), room - cells(right) - CUT.length);
  return [`${CUT}${left.reverse().join('')}`, right];
}

function fitting(characters: readonly string[], room: number): string[] {
  let rest = room;
  const end = characters.findIndex((character) => {
    rest -= cells(character);
    return rest < 0;
  });
  return end === -1 ? [...characters] : characters.slice(0, end);
}

/** The most columns that a string can take: letters outside of ASCII may be wide. */
export function cells(text: string): number {
  let count = 0;
  for (const character of text) count += character <= '~' ? 1 : 2;
  return count;
}

const CUT = '...';
const NOT_TYPED = /[^ -~\p{L}\p{N}]+/gu;
const CTRL_U = '\x15';
