// Runs every `check:*` script of package.json side by side; shows the output of those that fail.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const { packageManager, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const names = Object.keys(scripts).filter((name) => name.startsWith('check:'));
const results = await Promise.all(names.map(check));
const failed = names.filter((_, index) => !results[index]);

if (failed.length > 0)
  console.error(`Failed: ${failed.join(', ')}. Each runs alone: npx ${packageManager} run ${failed[0]}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function check(name) {
  const began = performance.now();
  const output = [];
  return new Promise((resolve) => {
    const child = spawn(scripts[name], { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}
