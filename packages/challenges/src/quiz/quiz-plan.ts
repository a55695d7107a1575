import { shuffled } from '@attesta/core/authoring';
import { drawsOf } from './draw.js';
import type { Fact } from './fact.js';
import { chanceToPass, isTold, type QuizItem, selectItem, typedItem } from './quiz-item.js';

/** What every quiz about a call keeps to. */
export interface QuizRules {
  readonly maxQuestions: number;
  /** Undefined: all that are asked. */
  readonly minCorrect: number | undefined;
  /** The least choices of a question. */
  readonly choices: number;
  /** Whether one answer at least must be typed. */
  readonly isTyped: boolean;
}

/** Plans quizzes about one call, one for each try. */
export class QuizPlan {
  readonly #facts: readonly Fact[];
  readonly #target: QuizItem | undefined;
  readonly #rules: QuizRules;
  readonly #seed: string;
  readonly #asked = new Map<string, QuizItem>();
  readonly #seen: string[] = [];

  /** @param seed The same plan comes of the same seed. */
  constructor(facts: readonly Fact[], [target]: readonly Fact[], rules: QuizRules, seed: string) {
    // A stable sort: what weighs the same stays in the order that was drawn.
    const order = shuffled(facts, drawsOf(seed)).sort((a, b) => b.weight - a.weight);
    this.#facts = paired(order, rules.maxQuestions);
    this.#target = target && typedItem(target);
    this.#rules = rules;
    this.#seed = seed;
  }

  /**
   * The next quiz: facts that were not asked before, as far as there are any. A fact that is asked again has the same
   * choices, so that two tries together tell no more than one. Empty where nothing can be asked at all.
   */
  next(): readonly QuizItem[] {
    const items = this.#hardened(this.#chosen());
    for (const item of items) {
      this.#asked.set(item.fact.id, item);
      this.#seen.push(...(item.choices ?? []));
    }
    return items;
  }

  #chosen(): readonly QuizItem[] {
    const { maxQuestions, isTyped } = this.#rules;
    const order = [...this.#facts].sort((a, b) => this.#staleness(a) - this.#staleness(b));
    const items = isTyped ? this.#typed(order) : [];
    for (const fact of order) this.#add(items, fact, maxQuestions / 3);
    // What is weak but grave fills the rest.
    for (const fact of order.filter(({ weight }) => weight >= GRAVE)) this.#add(items, fact, maxQuestions);
    return items;
  }

  /** What was asked comes again only where nothing else proves anything. */
  #staleness({ id, isWeak, weight }: Fact): number {
    if (this.#asked.has(id)) return 1;
    return this.#asked.size > 0 && isWeak && weight < GRAVE ? 2 : 0;
  }

  #add(items: QuizItem[], fact: Fact, mostWeak: number): void {
    const { maxQuestions, choices } = this.#rules;
    if (items.length >= maxQuestions) return;
    if (fact.isWeak && items.filter((item) => item.fact.isWeak).length >= mostWeak) return;
    const item = this.#asked.get(fact.id) ?? selectItem(fact, choices, this.#seed) ?? this.#typedItem(fact);
    if (item !== undefined && !items.some((each) => isTold(each, item))) items.push(item);
  }

  #typed(order: readonly Fact[]): QuizItem[] {
    const typed = order.map((fact) => this.#typedItem(fact)).find((item) => item !== undefined) ?? this.#target;
    return typed === undefined ? [] : [typed];
  }

  /** What stood among choices before is no longer known to readers only. */
  #typedItem(fact: Fact): QuizItem | undefined {
    const item = typedItem(fact);
    return item !== undefined && this.#seen.some((text) => text.includes(fact.answer)) ? undefined : item;
  }

  /** Makes questions harder until who guesses passes no more often than once in 64; else has the target typed. */
  #hardened(chosen: readonly QuizItem[]): readonly QuizItem[] {
    let items = chosen;
    while (!this.#isHard(items)) {
      const harder = items.flatMap((item, at) => {
        const next = this.#harder(item, items.toSpliced(at, 1));
        return next === undefined ? [] : [{ at, next, choices: item.choices?.length ?? 0 }];
      });
      const [easiest] = harder.sort((a, b) => a.choices - b.choices);
      if (easiest === undefined) return this.#withTarget(items);
      items = items.with(easiest.at, easiest.next);
    }
    return items;
  }

  /** What was asked before stays as it was: of one fact, two tries tell no more than one. */
  #harder({ fact, choices }: QuizItem, rest: readonly QuizItem[]): QuizItem | undefined {
    if (fact.isWeak || choices === undefined || this.#asked.has(fact.id)) return undefined;
    const more = choices.length < MOST_CHOICES ? selectItem(fact, MOST_CHOICES, this.#seed) : undefined;
    return [more, this.#typedItem(fact)].find((item) => item !== undefined && !rest.some((each) => isTold(each, item)));
  }

  #withTarget(items: readonly QuizItem[]): readonly QuizItem[] {
    const target = this.#target;
    if (target === undefined) return [];
    const rest = items.filter((item) => !isTold(item, target)).slice(0, this.#rules.maxQuestions - 1);
    const all = [target, ...rest];
    return this.#isHard(all) ? all : [target];
  }

  #isHard(items: readonly QuizItem[]): boolean {
    const { minCorrect = items.length } = this.#rules;
    return items.length > 0 && chanceToPass(items, Math.min(minCorrect, items.length)) <= HIGHEST_CHANCE;
  }
}

/** Where not all can be asked at once, a fact takes one of its kind among its choices: what stands where must be read. */
function paired(facts: readonly Fact[], maxQuestions: number): readonly Fact[] {
  if (facts.filter(({ isWeak }) => !isWeak).length <= maxQuestions) return facts;
  return facts.map((fact) => {
    const kind = kindOf(fact);
    const other = facts.find((each) => kind !== '' && kindOf(each) === kind && each.answer !== fact.answer)?.answer;
    return other === undefined ? fact : { ...fact, other, typedChance: undefined };
  });
}

/** What ids, paths or addresses of one kind have in common: `a-0`. Of plain words and numbers, nothing. */
function kindOf({ answer }: Fact): string {
  const kind = answer.replace(/\d+/g, '0').replace(/[a-z]+/gi, 'a');
  return kind.length > 1 && kind.includes('a') ? kind : '';
}

/** What a guesser passes at most. */
const HIGHEST_CHANCE = 1 / 64;
const MOST_CHOICES = 8;

/** From this weight on a fact is worth asking about, though it can be guessed. */
const GRAVE = 60;
