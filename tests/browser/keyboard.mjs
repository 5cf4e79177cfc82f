//! A person without a mouse: Tab, arrows, Space and Enter only, and the focus must be seen at every step.

import assert from 'node:assert/strict';

const MOST_STEPS = 150;
/** How long something may slide into sight. */
const MOST_FRAMES = 60;

/** What has the focus: its words, and whether anybody can see that it has it. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return { words: '', kind: 'BODY', seen: true };
  const rings = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const label = element.labels?.[0];
  // dkfds draws the box of a choice on its label, so the ring is there, too.
  const drawn = [getComputedStyle(element), ...(label ? [getComputedStyle(label), getComputedStyle(label, '::before')] : [])];
  const isChoice = ['radio', 'checkbox'].includes(element.type);
  const box = (isChoice && label ? label : element).getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const words = (label?.innerText ?? element.innerText ?? element.value ?? '').replace(/\s+/g, ' ').trim();
  return { words, ring: drawn.map((one) => `${one.outlineStyle} ${one.outlineWidth} ${one.boxShadow}`).join(" | "), box: `${box.top} ${box.bottom} ${innerHeight}`, id: element.id, kind: element.tagName, url: element.getAttribute('href') ?? '', seen: drawn.some(rings) && inside, checked: element.checked };
}

/** What has the focus, as soon as it has slid into sight. */
async function settled(page) {
  let at = await page.evaluate(focused);
  for (let frame = 0; !at.seen && frame < MOST_FRAMES; frame += 1) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    at = await page.evaluate(focused);
  }
  return at;
}

/** Presses Tab until what is wanted has the focus. */
export async function tabTo(page, wanted, describe) {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const at = await settled(page);
    assert.ok(at.seen, `the focus on ${at.kind} "${at.words}" cannot be seen (${at.ring}; ${at.box}) on ${page.url()}`);
    if (wanted(at)) return at;
  }
  throw new Error(`Tab never reaches ${describe} on ${page.url()}`);
}

export const withWords = (pattern) => (at) => pattern.test(at.words);

/** Goes to a link or a button and presses Enter. */
export async function enter(page, pattern) {
  await tabTo(page, (at) => ['A', 'BUTTON'].includes(at.kind) && pattern.test(at.words), `${pattern}`);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

/** Goes to a group of choices and moves to the one that is wanted with the arrows. */
export async function choose(page, group, pattern) {
  let at = await tabTo(page, (one) => one.kind === 'INPUT' && one.id.startsWith(group), `the choices of ${group}`);
  for (let step = 0; !pattern.test(at.words); step += 1) {
    assert.ok(step < 20, `the arrows never reach ${pattern} on ${page.url()}`);
    await page.keyboard.press('ArrowDown');
    at = await page.evaluate(focused);
  }
  if (!at.checked) await page.keyboard.press('Space');
  assert.ok((await page.evaluate(focused)).checked, `${pattern} is chosen`);
}
