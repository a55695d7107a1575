import { riskScorerConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { ToolRiskScorer } from '../src/index.js';

riskScorerConformance({ describe, it }, { name: 'ToolRiskScorer', create: () => new ToolRiskScorer() });
