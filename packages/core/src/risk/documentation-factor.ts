import { factor, type WeightedFactor } from './factor.js';

/**
 * What the documentation says, anywhere and in any case: a word of danger 0.85, else one of caution 0.5, else 0.05; without
 * documentation 0.1.
 */
export function documentationFactor(documentation: string): WeightedFactor {
  const text = documentation.toLowerCase();
  if (text.trim() === '') return factor('docstring', 0.1, 'no documentation');
  const danger = DANGER.find((word) => text.includes(word));
  if (danger !== undefined) return factor('docstring', 0.85, `word of danger "${danger}"`);
  const caution = CAUTION.find((word) => text.includes(word));
  if (caution !== undefined) return factor('docstring', 0.5, `word of caution "${caution}"`);
  return factor('docstring', 0.05, 'nothing alarming');
}

const DANGER = ['irreversible', 'permanent', 'destructive', 'dangerous', 'production', 'critical'];
const CAUTION = ['careful', 'warning', 'caution'];
