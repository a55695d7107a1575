import { interactionConformance, rendererConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { TerminalRenderer } from '../src/index.js';
import { PersonAtTerminal } from './person-at-terminal.js';

interactionConformance(
  { describe, it },
  {
    name: 'the interaction of TerminalRenderer',
    create({ clock, reactions }) {
      const person = new PersonAtTerminal(reactions);
      const { interaction } = new TerminalRenderer({ input: person.input, output: person.output, clock });
      return { interaction: person.watched(interaction), screen: () => unfolded(person.screen) };
    },
  },
);

rendererConformance(
  { describe, it },
  {
    name: 'TerminalRenderer',
    create({ clock, reactions }) {
      const person = new PersonAtTerminal(reactions);
      const operator = { id: 'ada' };
      return { renderer: new TerminalRenderer({ input: person.input, output: person.output, clock, operator }) };
    },
  },
);

/** Behind the bar, which no text can make, a text goes on: it is no line of its own. */
function unfolded(screen: string): string {
  return screen.replace(/\n *\| /g, ' ');
}
