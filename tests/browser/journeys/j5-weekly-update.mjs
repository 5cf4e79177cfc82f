//! J5: from the Monday letter a company says how its places stand, on a phone, in three presses at most.

import assert from 'node:assert/strict';
import { press } from '../steps.mjs';

export const title = 'J5: the weekly question is answered on a phone in three presses, undone, and asked in English as well';
export const freshHouse = true;

/** The letter of a company with several places. */
const asksAboutSeveral = (letter) => letter.subject.includes('Er disse pladser') && (letter.text.match(/^- /gm) ?? []).length > 1;

export default async function (visit) {
  const letter = await visit.mailbox.next(asksAboutSeveral, 60);
  const link = letter.links.find((one) => /\/virksomhed\/pladser\/[^/]+$/.test(one));
  assert.ok(link, 'the letter carries the link');
  const phone = await visit.newPage({ phone: true });
  let presses = 1;
  await phone.goto(link);
  const slots = await phone.locator('.keep-slot').count();
  assert.ok(slots > 1, `${slots} places on one page`);
  await visit.review(phone, 'asked');
  await phone.goto(`${link}?sprog=en`);
  assert.match(await phone.locator('main').innerText(), /Are these still free|Confirm all/);
  await visit.review(phone, 'asked-in-english');
  await phone.goto(`${link}?sprog=da`);
  await phone.locator('.keep-slot input[value="optaget"]').first().check({ force: true });
  presses += 1;
  await press(phone, new RegExp(`^Bekræft alle ${slots} pladser`));
  presses += 1;
  assert.ok(presses <= 3, `${presses} presses`);
  const told = await phone.locator('main').innerText();
  assert.match(told, /I har svaret/);
  assert.equal((told.match(/Sidst bekræftet i dag/g) ?? []).length, slots, 'every place is confirmed today');
  assert.match(told, /Optaget/);
  await visit.review(phone, 'answered');
  await press(phone, /^Fortryd/);
  assert.equal(await phone.locator('.keep-slot').count(), slots, 'the question stands again');
  await press(phone, new RegExp(`^Bekræft alle ${slots} pladser`));
  await phone.goto(link);
  assert.match(await phone.locator('main').innerText(), /I har svaret/);
}
