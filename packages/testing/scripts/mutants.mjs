// Prints every wrong implementation, the case that is there for it, and whether that case finds it out.
import { importSource } from './source.mjs';

const { mutantsTable } = await importSource('../test/mutants/report.ts');
const { table, survivors } = await mutantsTable();
console.log(table);
process.exitCode = survivors === 0 ? 0 : 1;
