//! What every page must keep: accessible, reflowing, valid, and silent towards the rest of the world.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const htmlRules = JSON.parse(readFileSync(new URL('.htmlvalidate.json', import.meta.url), 'utf8'));
const validator = new HtmlValidate({ root: true, ...htmlRules });

/** Fails with rule, element and advice when axe finds anything on the page. */
export async function expectNoAxe(page, { scriptless = false } = {}) {
  await page.evaluate(axeSource);
  if (scriptless) await page.evaluate(timersAsPromises);
  const { violations } = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }), AXE_TAGS);
  const found = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} – ${rule.help}`));
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}

/** Without JavaScript no timer of a page ever fires, but promises do, and axe only waits for its turn. */
function timersAsPromises() {
  globalThis.setTimeout = (act) => (Promise.resolve().then(act), 1);
  globalThis.requestAnimationFrame = globalThis.setTimeout;
}

/** Fails when the page scrolls sideways on a screen of 320 px; names the elements that stick out. */
export async function expectReflow(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const { overflow, wide } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const sticksOut = (element) => element.getBoundingClientRect().right > clientWidth + 1;
    const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}.${[...element.classList].join('.')}`;
    return { overflow: scrollWidth - clientWidth, wide: [...document.querySelectorAll('body *')].filter(sticksOut).slice(0, 5).map(name) };
  });
  if (before) await page.setViewportSize(before);
  assert.equal(overflow, 0, `${page.url()} is ${overflow} px too wide at 320 px: ${wide.join(', ')}`);
}

/** Fails with line and rule when the document, as the server sent it, is not valid HTML. */
export async function expectValidHtml(html, where) {
  const report = await validator.validateString(html);
  const found = report.results.flatMap((result) => result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  assert.deepEqual(found, [], `html-validate on ${where}`);
}

/** Notes what a page must never do while it is open: call a stranger, break the CSP, throw. */
export function watch(page, url) {
  const home = new URL(url).origin;
  const faults = [];
  let document;
  page.on('request', (request) => {
    const there = new URL(request.url());
    if (/^https?:$|^wss?:$/.test(there.protocol) && there.origin !== home) faults.push(`external request: ${there.origin}${there.pathname}`);
  });
  page.on('pageerror', (error) => faults.push(`script error on ${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(`CSP on ${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    const request = response.request();
    const redirects = response.status() >= 300 && response.status() < 400;
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && !redirects) document = response.text().catch(() => undefined);
  });
  return { faults, lastDocument: () => document };
}
