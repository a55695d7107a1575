import type { ActionContext } from '@attesta/core';
import { type ArgumentLeaf, describeArguments } from '@attesta/core/authoring';
import { namesOf } from '../wording.js';
import { type Fact, factsAt } from './fact.js';
import { leafFacts } from './leaf-facts.js';
import { ringOf } from './rings.js';
import { countShape, oneOf, type Shape, textShape } from './shape.js';

/** What can be asked about a call, from what weighs most. What has a place that is hard to read is left out. */
export function factsIn(context: ActionContext): readonly Fact[] {
  const { environment } = context;
  const leaves = describeArguments(context).filter(({ path }) => /^[\w.[\]()$]{1,120}$/.test(path));
  const texts = new Map(leaves.map(({ path, type, value }) => [path, type === 'string' ? `${value}` : '']));
  const facts = [
    ...countFacts(leaves),
    ...factsAt('')(50, 'In which environment would this run?', environment, environmentShape(environment), WEAK),
  ];
  for (const [path, [first, ...rest]] of grouped(leaves.slice(0, MOST_VALUES))) {
    if (first === undefined) continue;
    if (rest.length > 0) facts.push(...entryFacts(path, [first, ...rest]));
    else facts.push(...leafFacts(first, unitOf(first, texts)));
  }
  return facts.sort((a, b) => b.weight - a.weight).slice(0, MOST);
}

/** What is left to ask of a call that says nothing else: its name and, where that is short, where it would run. */
export function targetFact({ functionName, environment }: ActionContext): readonly Fact[] {
  const isLong = functionName.length > 3;
  const answer = isLong ? functionName : `${functionName} ${environment}`;
  const wording = `Which function would run${isLong ? '' : ', and where (with a blank between the two)'}?`;
  if (!/^[!-~]+(?: [!-~]+)?$/.test(answer)) return [];
  return factsAt('')(0, wording, answer, textShape, { isWeak: false, typedChance: 1 / 1000 });
}

/** The values that stand alone under their place, the entries of a list under that of the list. */
function grouped(leaves: readonly ArgumentLeaf[]): ReadonlyMap<string, readonly ArgumentLeaf[]> {
  const groups = new Map<string, ArgumentLeaf[]>();
  for (const leaf of leaves) {
    // The arguments themselves are no list: each has its own place.
    const [, path = leaf.path] = /^(args\[.*)\[\d+\]$/.exec(leaf.path) ?? [];
    const group = groups.get(path);
    if (group === undefined) groups.set(path, [leaf]);
    else group.push(leaf);
  }
  return groups;
}

/** How many entries the lists in the arguments have. */
function countFacts(leaves: readonly ArgumentLeaf[]): Fact[] {
  const counts = new Map<string, number>();
  for (const { path } of leaves) {
    const [, list, index] = /^(args\[\d+\][^[]*)\[(\d+)\]/.exec(path) ?? [];
    if (list !== undefined && index !== '0') counts.set(list, Number(index) + 1);
  }
  return [...counts].flatMap(([path, count]) =>
    factsAt(...namesOf(path))(82, 'How many entries has $?', `${count}`, countShape),
  );
}

/** The entry of a list that says most. */
function entryFacts(path: string, entries: readonly ArgumentLeaf[]): readonly Fact[] {
  const facts = entries.flatMap((leaf) => leafFacts(leaf)).sort((a, b) => b.weight - a.weight);
  const [fact] = facts.filter(({ isWeak }) => !isWeak);
  if (fact === undefined) return [];
  const alsoRight = facts.map(({ answer }) => answer).filter((answer) => answer !== fact.answer);
  const more = { alsoRight, typedChance: undefined };
  return factsAt(...namesOf(path))(fact.weight, 'Which of these stands in $?', fact.answer, fact.shape, more);
}

/** In what an amount is counted, where the call has that beside it: `EUR`. */
function unitOf({ path }: ArgumentLeaf, texts: ReadonlyMap<string, string>): string {
  const parent = path.slice(0, path.lastIndexOf('.') + 1);
  const unit = texts.get(`${parent}currency`) ?? texts.get(`${parent}unit`) ?? '';
  return /^\w{1,12}$/.test(unit) ? unit : '';
}

/** An environment of a usual name is one of the usual ones. */
function environmentShape(environment: string): Shape {
  return ringOf(environment.toLowerCase()) === undefined
    ? oneOf([environment, ...(ringOf('production') ?? [])])
    : textShape;
}

const WEAK = { isWeak: true };

/** More is never asked, and in no more values is it looked for. */
const MOST = 40;
const MOST_VALUES = 1000;
