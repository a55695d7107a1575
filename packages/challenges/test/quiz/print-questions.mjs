// Prints what QuizChallenge asks about each call of the corpus, for reading: `node packages/challenges/test/quiz/print-questions.mjs [kind]`, once built.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { QuizChallenge } from '@attesta/challenges';
import { createSession, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';

const folder = new URL('../calls/', import.meta.url);
const [kind = ''] = process.argv.slice(2);
const answer = (question) => question.choices?.[0].value ?? 'something else';

for (const file of readdirSync(folder)) {
  if (!basename(file, '.json').includes(kind)) continue;
  for (const call of JSON.parse(readFileSync(new URL(file, folder), 'utf8'))) {
    const context = sampleContext(call);
    console.log(`\n${basename(file, '.json')}: ${context.description} in ${context.environment}`);
    const interaction = scriptedInteraction(Array(10).fill(answer));
    await new QuizChallenge().present(context, sampleRisk('high'), createSession({ interaction }));
    for (const { prompt, choices } of interaction.asked) {
      console.log(`  ${prompt}`);
      if (choices) console.log(`      ${choices.map(({ label }) => label).join('\n      ')}`);
    }
  }
}
