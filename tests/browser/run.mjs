//! Runs the journeys of `journeys/` (all, or those whose file name holds the argument) and closes with `N passed, N failed`.
//!
//! A journey exports `title` and a default `async (visit) => …`; `export const freshHouse = true` gives it a house of its own.

import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startHouse } from './house.mjs';
import { launchBrowser, Visit } from './visitor.mjs';

const folder = resolve(process.env.BROBYGGER_JOURNEYS ?? join(import.meta.dirname, 'journeys'));
const JOURNEY_MINUTES = 5;

const wanted = process.argv[2] ?? '';
const files = readdirSync(folder).filter((file) => file.endsWith('.mjs') && file.includes(wanted)).sort();
const outcome = { passed: 0, failed: 0 };
let browser;
let sharedHouse;
try {
  browser = await launchBrowser();
  for (const file of files) await report(file);
} catch (problem) {
  outcome.failed += 1;
  console.error(problem.message);
} finally {
  await sharedHouse?.then((house) => house.stop(), () => undefined);
  await browser?.close();
}
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exit(outcome.failed > 0 || outcome.passed === 0 ? 1 : 0);

async function report(file) {
  const journey = await import(pathToFileURL(join(folder, file)).href);
  const begun = performance.now();
  const problem = await travel(journey, basename(file, '.mjs')).then(() => undefined, (error) => error);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  outcome[problem ? 'failed' : 'passed'] += 1;
  console.log(`${problem ? 'FAIL' : 'PASS'} [${seconds}s] ${file}: ${journey.title}`);
  if (problem) console.log(problem.stack.replace(/^/gm, '    '));
}

async function travel(journey, name) {
  const house = journey.freshHouse ? await startHouse() : await (sharedHouse ??= startHouse());
  house.mailbox.empty();
  const visit = new Visit(browser, house, name);
  try {
    await withinTime(journey.default(visit));
    visit.expectQuietPages();
  } catch (problem) {
    await visit.lastPictures();
    throw problem;
  } finally {
    await visit.close();
    if (journey.freshHouse) await house.stop();
  }
}

async function withinTime(work) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${JOURNEY_MINUTES} minutes`)), JOURNEY_MINUTES * 60_000);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
