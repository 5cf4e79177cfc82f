//! J1 up to the held seat without a mouse.

import assert from 'node:assert/strict';
import { choose, enter, tabTo, withWords } from '../keyboard.mjs';

export const title = 'J1 by keyboard: from the desk over the citizen and the match to the held seat, the focus always in sight';
export const freshHouse = true;

export default async function (visit) {
  const page = await visit.newPage();
  const { user, password } = visit.account('job_consultant');
  await page.goto('/log-ind');
  await tabTo(page, (at) => at.kind === 'INPUT' && at.id === 'brugernavn', 'the user name');
  await page.keyboard.type(user);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await Promise.all([page.waitForURL((url) => url.pathname === '/konsulent/start'), page.keyboard.press('Enter')]);
  await enter(page, /venter på plads/);
  await tabTo(page, (at) => at.kind === 'A' && /^\/konsulent\/borgere\/[0-9a-f-]{36}$/.test(at.url), 'the first citizen');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await choose(page, 'formaal', /Finde en plads/);
  await enter(page, /Se borgeren/);
  await enter(page, /^Find pladser/);
  await enter(page, /Reserv.r eller foreslå.*Nordhavn Lager/);
  await choose(page, 'formaal', /^Afklaring/);
  await tabTo(page, withWords(/^Reserv.r/), 'the button that reserves');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.match(await page.locator('main').innerText(), /Reserveret/i);
}
