/** What stands before and behind the cursor, as much of it as there is room for. */
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

/** The most columns that a text can take: letters outside ASCII may be wide. */
export function cells(text: string): number {
  let count = 0;
  for (const character of text) count += character <= '~' ? 1 : 2;
  return count;
}

const CUT = '...';
